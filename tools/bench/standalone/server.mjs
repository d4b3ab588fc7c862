import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import aws4 from 'aws4';
import { stopWhenInterrupted } from '../interruption.mjs';
import { root } from '../report.mjs';

/** The entry of the built program. */
export const standalone = join(root, 'apps/standalone/dist/main.js');
/** The entry of the write side in production. */
export const commandService = join(root, 'apps/command-service/dist/main.js');
/** The account that the program makes at its first start. */
export const account = '123456789012';
/** The root key that it makes it with. */
export const rootKey = { accessKeyId: 'AKIABENCHMARK0000000', secretAccessKey: 'benchmark'.repeat(5) };

/** Starts a program, on one core where `cpu` says so; `listening` resolves with its addresses. */
export function serve(entry, directory, { more = {}, cpu } = {}) {
  const command = [...(cpu === undefined ? [] : ['taskset', '-c', String(cpu)]), process.execPath, entry];
  const child = spawn(command[0], command.slice(1), {
    cwd: root,
    env: {
      ...process.env,
      GRANTLOG_DATA_DIR: directory,
      GRANTLOG_HTTP_LISTEN: '127.0.0.1:0',
      GRANTLOG_GRPC_LISTEN: '127.0.0.1:0',
      GRANTLOG_ROOT_ACCESS_KEY_ID: rootKey.accessKeyId,
      GRANTLOG_ROOT_SECRET_ACCESS_KEY: rootKey.secretAccessKey,
      GRANTLOG_QUOTA_USERS_PER_ACCOUNT: '1000000',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const listening = new Promise((resolve, reject) => {
    child.on('exit', (status) => reject(new Error(`the server ended with status ${status}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      const match = /listening http=(\S+)(?: grpc=(\S+))?.*\n/.exec(text);
      if (match) resolve({ http: match[1], grpc: match[2] });
    });
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { pid: child.pid, listening, stop };
}

/** Sends one signed request. */
export function call(address, agent, method, path, body, key = rootKey) {
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
      incoming.on('error', reject).on('end', () => {
        const { statusCode: status, headers } = incoming;
        resolve({ status, headers, body: JSON.parse(answer) });
      });
    });
    outgoing.on('error', reject).end(text);
  });
}

/** How long who was told that the process has too much to do waits before the same call is made again. */
const busyPauseMs = 20;

/** Makes a call again as long as the process has too much to do; `refused` is told each time. */
export async function admitted(calling, refused) {
  for (;;) {
    const answer = await calling();
    if (answer.status !== 429) return answer;
    refused();
    await pause(busyPauseMs);
  }
}

/** The body of an answer that has to have this status. */
export function expected(answer, status) {
  if (answer.status !== status) throw new Error(`wrong answer: ${JSON.stringify(answer)}`);
  return answer.body;
}

/** Runs the work in a directory that is gone afterwards. */
export async function inTemporaryDirectory(work) {
  const directory = mkdtempSync(join(tmpdir(), 'grantlog-bench-'));
  const remove = async () => rmSync(directory, { recursive: true, force: true });
  const removed = stopWhenInterrupted(remove);
  try {
    return await work(directory);
  } finally {
    await remove();
    await removed();
  }
}
