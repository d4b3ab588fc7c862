// The standalone's edges on the PostgreSQL engine, for measuring: BENCH_DATABASE_URL names an empty database.
import 'reflect-metadata';
import { createFirstAccount } from '@grantlog/admin-api';
import { openPostgresLog } from '@grantlog/event-log';
import { quotasFrom } from '@grantlog/iam';
import { loadSettings, openLogger } from '@grantlog/platform';
import { randomBytes } from 'node:crypto';
import { listenersOf } from '../../../apps/standalone/dist/listeners.js';
import { portsOf } from '../../../apps/standalone/dist/ports.js';
import { serve } from '../../../apps/standalone/dist/serve.js';

const settings = loadSettings(process.env, ['USERS_PER_ACCOUNT']);
const account = '123456789012';
const log = await openPostgresLog({
  url: process.env.BENCH_DATABASE_URL,
  clock: () => new Date(),
  onError: (error) => console.error(error),
});
const ports = await portsOf({
  log,
  masterKey: randomBytes(32).toString('base64'),
  partition: 'aws',
  quotas: quotasFrom(settings.quotas),
});
await createFirstAccount(log, {
  scope: { partition: 'aws', account },
  cipher: ports.cipher,
  random: randomBytes,
  rootKey: { accessKeyId: settings.rootAccessKeyId, secretAccessKey: settings.rootSecretAccessKey },
});
const { http, grpc } = await serve(ports, {
  account,
  listeners: listenersOf(settings),
  logger: openLogger('warn'),
});
console.log(`listening http=${http} grpc=${grpc}`);
