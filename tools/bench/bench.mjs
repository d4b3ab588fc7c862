// Measures the built program. One command lists what there is: node tools/bench/bench.mjs
// Prints a markdown table and writes node_modules/.cache/grantlog-bench.json.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import aws4 from 'aws4';

const root = join(import.meta.dirname, '../..');
const standalone = join(root, 'apps/standalone/dist/main.js');
const onPostgres = join(root, 'tools/bench/serve-on-postgres.mjs');
const account = '123456789012';
const key = { accessKeyId: 'AKIABENCHMARK0000000', secretAccessKey: 'benchmark'.repeat(5) };

const benches = {
  start:
    'start of the built program: to `listening` and to the first decision, first and second time; memory',
  commands:
    'durable commands per second over REST at 1 and 32 clients, embedded and (with --database URL) on PostgreSQL',
};

function serve(entry, directory, more = {}) {
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: {
      GRANTLOG_DATA_DIR: directory,
      GRANTLOG_HTTP_LISTEN: '127.0.0.1:0',
      GRANTLOG_GRPC_LISTEN: '127.0.0.1:0',
      GRANTLOG_ROOT_ACCESS_KEY_ID: key.accessKeyId,
      GRANTLOG_ROOT_SECRET_ACCESS_KEY: key.secretAccessKey,
      GRANTLOG_QUOTA_USERS_PER_ACCOUNT: '1000000',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const listening = new Promise((resolve, reject) => {
    child.on('exit', (status) => reject(new Error(`the server ended with status ${status}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const match = /listening http=(\S+) grpc=(\S+)/.exec(text);
      if (match) resolve({ http: match[1], grpc: match[2] });
    });
  });
  const stop = () =>
    new Promise((resolve) => child.removeAllListeners('exit').on('exit', resolve).kill('SIGTERM'));
  return { pid: child.pid, listening, stop };
}

function call(address, agent, method, path, body) {
  const [host, port] = address.split(':');
  const text = JSON.stringify(body);
  const headers = text === undefined ? {} : { 'content-type': 'application/json' };
  const signed = aws4.sign(
    { host: address, method, path, body: text, headers, service: 'grantlog', region: 'us-east-1' },
    key,
  );
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port, method, path, agent, headers: signed.headers }, (incoming) => {
      let answer = '';
      incoming.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode, body: JSON.parse(answer) }));
    });
    outgoing.on('error', reject).end(text);
  });
}

function expected(answer, status) {
  if (answer.status !== status) throw new Error(`wrong answer: ${JSON.stringify(answer)}`);
  return answer.body;
}

function residentMb(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
}

async function inTemporaryDirectory(work) {
  const directory = mkdtempSync(join(tmpdir(), 'grantlog-bench-'));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

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

async function start() {
  return inTemporaryDirectory(async (directory) => {
    const rows = [['first start', ...(await oneStart(directory))]];
    for (let again = 1; again <= 3; again += 1)
      rows.push([`start ${again + 1}`, ...(await oneStart(directory))]);
    return { head: ['', 'listening', 'first decision', 'resident memory'], rows };
  });
}

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

async function commands(options) {
  const database = options[options.indexOf('--database') + 1];
  const engines = [['embedded', standalone, {}]];
  if (options.includes('--database'))
    engines.push(['PostgreSQL', onPostgres, { BENCH_DATABASE_URL: database }]);
  const rows = [];
  for (const [name, entry, more] of engines) {
    await inTemporaryDirectory(async (directory) => {
      const server = serve(entry, directory, more);
      const { http } = await server.listening;
      await throughput(http, 8, 1.5, `warm${Date.now()}`);
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
  return { head: ['engine', 'clients', 'commands/s', 'p50', 'p99', 'resident memory'], rows };
}

const [name, ...options] = process.argv.slice(2);
if (!(name in benches)) {
  console.log(
    Object.entries(benches)
      .map(([each, what]) => `${each}: ${what}`)
      .join('\n'),
  );
  process.exit(name === undefined ? 0 : 2);
}
const { head, rows } = await { start, commands }[name](options);
const line = (cells) => `| ${cells.join(' | ')} |`;
console.log(
  `Node ${process.versions.node}\n\n${[head, head.map(() => '---'), ...rows].map(line).join('\n')}`,
);
const out = join(root, 'node_modules/.cache');
mkdirSync(out, { recursive: true });
writeFileSync(
  join(out, 'grantlog-bench.json'),
  JSON.stringify({ bench: name, node: process.versions.node, head, rows }),
);
