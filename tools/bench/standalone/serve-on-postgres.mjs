// The standalone's edges on the PostgreSQL engine, for measuring: BENCH_DATABASE_URL names an empty database.
import 'reflect-metadata';
import { startWriteSide } from '@grantlog/admin-api';
import { openPostgresLog } from '@grantlog/event-log';
import { listenersOf, listeningLine, loadSettings, openLogger } from '@grantlog/platform';
import { randomBytes } from 'node:crypto';
import { serve } from '../../../apps/standalone/dist/serve.js';

const settings = loadSettings(process.env, ['USERS_PER_ACCOUNT']);
const log = await openPostgresLog({
  url: process.env.BENCH_DATABASE_URL,
  clock: () => new Date(),
  onError: (error) => console.error(error),
});
const masterKey = randomBytes(32).toString('base64');
const voice = { print: console.log, warn: console.error };
const { account, ports } = await startWriteSide(log, masterKey, settings, voice);
const anyPort = { host: '127.0.0.1', port: 0 };
const { addresses } = listenersOf(settings, { http: anyPort, grpc: anyPort });
console.log(listeningLine(await serve(ports, { account, addresses, logger: openLogger('warn') })));
