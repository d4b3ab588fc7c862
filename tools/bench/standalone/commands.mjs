import { Agent } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { residentMb } from '../measure/process-cost.mjs';
import { call, expected, inTemporaryDirectory, serve, standalone } from './server.mjs';

const onPostgres = join(import.meta.dirname, 'serve-on-postgres.mjs');

/** Every answer is checked, and at the end the log has exactly the acknowledged commands. */
async function throughput(address, clients, seconds, prefix) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const before = expected(await call(address, agent, 'GET', '/v1/account'), 200).account;
  const latencies = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let number = 0; performance.now() - began < seconds * 1000; number += 1) {
        const sent = performance.now();
        const userName = `${prefix}-${client}-${number}`;
        expected(await call(address, agent, 'POST', '/v1/users', { userName }), 201);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  const after = expected(await call(address, agent, 'GET', '/v1/account'), 200).account;
  const recorded = Number(after.headRevision) - Number(before.headRevision);
  if (recorded !== latencies.length)
    throw new Error(`${latencies.length} acknowledged, ${recorded} recorded`);
  agent.destroy();
  latencies.sort((left, right) => left - right);
  const quantile = (share) => `${latencies[Math.floor(latencies.length * share)].toFixed(1)} ms`;
  return [Math.round(latencies.length / elapsed), quantile(0.5), quantile(0.99)];
}

/** Creates users one after the other, at 1 and at 32 clients, on every engine there is. */
export async function run({ database, warmUp }) {
  const engines = [['embedded', standalone, {}]];
  if (database !== undefined) engines.push(['PostgreSQL', onPostgres, { BENCH_DATABASE_URL: database }]);
  const rows = [];
  for (const [name, entry, more] of engines) {
    await inTemporaryDirectory(async (directory) => {
      const server = serve(entry, directory, { more });
      const { http } = await server.listening;
      await throughput(http, 8, warmUp, `warm${Date.now()}`);
      for (const clients of [1, 32]) {
        rows.push([
          name,
          clients,
          ...(await throughput(http, clients, 5, `c${clients}x${Date.now()}`)),
          `${residentMb(server.pid)} MB`,
        ]);
      }
      await server.stop();
    });
  }
  return { tables: [{ head: ['engine', 'clients', 'commands/s', 'p50', 'p99', 'resident memory'], rows }] };
}
