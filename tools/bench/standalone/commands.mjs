import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import { ownPostgresForTests } from '@grantlog/testing';
import { stopWhenInterrupted } from '../interruption.mjs';
import { cpuSeconds, residentMb } from '../measure/process-cost.mjs';
import { rounded } from '../report.mjs';
import {
  admitted,
  call,
  commandService,
  expected,
  inTemporaryDirectory,
  serve,
  standalone,
} from './server.mjs';

/** Nobody listens there: the log is what is measured, and the relay tries again in the background. */
const noKafka = '127.0.0.1:9';

/** Every answer is checked, and at the end the log has exactly the acknowledged commands. */
async function throughput({ pid, address }, clients, seconds, prefix) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const latencies = [];
  let refused = 0;
  const made = (...request) =>
    admitted(
      () => call(address, agent, ...request),
      () => (refused += 1),
    );
  const headRevision = async () =>
    Number(expected(await made('GET', '/v1/account'), 200).account.headRevision);
  const before = await headRevision();
  const used = cpuSeconds(pid);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let number = 0; performance.now() - began < seconds * 1000; number += 1) {
        const sent = performance.now();
        const userName = `${prefix}-${client}-${number}`;
        expected(await made('POST', '/v1/users', { userName }), 201);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  const cpu = ((cpuSeconds(pid) - used) * 1e6) / latencies.length;
  const recorded = (await headRevision()) - before;
  if (recorded !== latencies.length)
    throw new Error(`${latencies.length} acknowledged, ${recorded} recorded`);
  agent.destroy();
  latencies.sort((left, right) => left - right);
  const quantile = (share) => `${latencies[Math.floor(latencies.length * share)].toFixed(1)} ms`;
  return [Math.round(latencies.length / elapsed), quantile(0.5), quantile(0.99), refused, rounded(cpu)];
}

/** Creates users one after the other, at 1 and at 32 clients: standalone, and command-service on PostgreSQL. */
export async function run({ database, warmUp, seconds }) {
  const rows = await measured('standalone', standalone, {}, { warmUp, seconds });
  await onPostgres(database, async (url) => {
    const settings = {
      GRANTLOG_DATABASE_URL: url,
      GRANTLOG_KAFKA_BROKERS: noKafka,
      GRANTLOG_MASTER_KEY: randomBytes(32).toString('base64'),
      GRANTLOG_LOG_LEVEL: 'silent',
    };
    rows.push(...(await measured('command-service', commandService, settings, { warmUp, seconds })));
  });
  const head = [
    'process',
    'clients',
    'commands/s',
    'p50',
    'p99',
    'refused and repeated',
    'its µs of processor',
    'resident memory',
  ];
  return { tables: [{ head, rows }] };
}

async function measured(name, entry, more, { warmUp, seconds }) {
  return inTemporaryDirectory(async (directory) => {
    const server = serve(entry, directory, { more });
    const stopped = stopWhenInterrupted(() => server.stop());
    try {
      const { http: address } = await server.listening;
      const served = { pid: server.pid, address };
      await throughput(served, 8, warmUp, `warm${Date.now()}`);
      const rows = [];
      for (const clients of [1, 32]) {
        const figures = await throughput(served, clients, 3 * seconds, `c${clients}x${Date.now()}`);
        rows.push([name, clients, ...figures, `${residentMb(server.pid)} MB`]);
      }
      return rows;
    } finally {
      await server.stop();
      await stopped();
    }
  });
}

/** Works with a database that is given, else with one of a server of its own; without either there is nothing to do. */
async function onPostgres(given, work) {
  if (given !== undefined) return work(given);
  const server = await ownPostgresForTests();
  if (server === undefined) return undefined;
  const stopped = stopWhenInterrupted(() => server.stop());
  try {
    return await work(await server.createDatabase());
  } finally {
    await server.stop();
    await stopped();
  }
}
