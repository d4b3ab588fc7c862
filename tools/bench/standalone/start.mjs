import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import { residentMb } from '../measure/process-cost.mjs';
import { account, call, expected, inTemporaryDirectory, serve, standalone } from './server.mjs';

async function oneStart(directory) {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const server = serve(standalone, directory);
  const { http } = await server.listening;
  const listening = performance.now();
  const question = { principal: `arn:aws:iam::${account}:root`, action: 'a:B', resource: '*' };
  const { decision } = expected(await call(http, agent, 'POST', '/v1/authorize', question), 200);
  if (decision !== 'ALLOW') throw new Error(`wrong decision: ${decision}`);
  const decided = performance.now();
  const memory = residentMb(server.pid);
  agent.destroy();
  await server.stop();
  const seconds = (until) => ((until - began) / 1000).toFixed(2);
  return [`${seconds(listening)} s`, `${seconds(decided)} s`, `${memory} MB`];
}

/** Starts the program on an empty directory, and three times more on what it left. */
export async function run() {
  const rows = await inTemporaryDirectory(async (directory) => {
    const starts = [['first start', ...(await oneStart(directory))]];
    for (let again = 1; again <= 3; again += 1)
      starts.push([`start ${again + 1}`, ...(await oneStart(directory))]);
    return starts;
  });
  return { tables: [{ head: ['', 'listening', 'first decision', 'resident memory'], rows }] };
}
