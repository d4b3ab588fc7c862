import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The version of h2load, or `undefined` where it is not installed. */
export function h2loadVersion() {
  return /nghttp2\/(\S+)/.exec(spawnSync('h2load', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
}

/**
 * Calls per second by a load generator that is not ours, with one message again and again. It counts answers and does not
 * look into them.
 */
export function h2load({ address, path, headers, message }, inFlight, { seconds, warmUp }) {
  const file = join(tmpdir(), `grantlog-bench-${process.pid}.bin`);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  writeFileSync(file, Buffer.concat([prefix, message]));
  const all = [['content-type', 'application/grpc'], ['te', 'trailers'], ...headers];
  const given = ['-c', '1', '-t', '1', '-m', String(inFlight), '-D', String(Math.ceil(seconds))];
  given.push('--warm-up-time', String(Math.ceil(warmUp)), '-d', file);
  for (const [name, value] of all) given.push('-H', `${name}: ${value}`);
  try {
    const { stdout } = spawnSync('taskset', ['-c', '1', 'h2load', ...given, `http://${address}${path}`], {
      encoding: 'utf8',
    });
    const failed = /(\d+) failed, (\d+) errored/.exec(stdout);
    if (failed === null || failed[1] !== '0') throw new Error(`h2load says: ${stdout}`);
    return Number(/finished in [^,]+, ([\d.]+) req\/s/.exec(stdout)[1]);
  } finally {
    rmSync(file);
  }
}
