import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { lockDirectory } from './directory-lock.js';

jest.setTimeout(30_000);

const root = await mkdtemp(join(tmpdir(), 'grantlog-lock-'));

/** Ended also by a test that fails, or the run would wait for them. */
const holders: ChildProcess[] = [];

/** A process that holds the lock, as far as the file system and the kernel can tell. */
async function holder(directory: string): Promise<ChildProcess> {
  const script = `
    process.chdir(process.argv[1]);
    require('node:net').createServer().listen('lock-0123456789abcdef', () => console.log('holding'));
  `;
  const child = spawn(process.execPath, ['--eval', script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  holders.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

describe('the lock of a data directory', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(root, 'd-'));
  });

  afterAll(async () => {
    for (const child of holders) child.kill('SIGKILL');
    await rm(root, { recursive: true, force: true });
  });

  it('is held by one at a time and leaves nothing when it is released', async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ name: 'DirectoryInUseError' });
    await lock.release();
    expect(await readdir(directory)).toEqual([]);
    await (await lockDirectory(directory)).release();
  });

  it('is never held twice, however many ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
    const held = asked.filter((result) => result.status === 'fulfilled');
    expect(held.length).toBeLessThanOrEqual(1);
    await Promise.all(held.map(({ value }) => value.release()));
    await (await lockDirectory(directory)).release();
  });

  it('refuses while another process lives, a stopped one too, and takes over from a killed one', async () => {
    const child = await holder(directory);
    await expect(lockDirectory(directory)).rejects.toThrow(directory);
    child.kill('SIGSTOP');
    await expect(lockDirectory(directory)).rejects.toThrow(directory);
    await kill(child, 'SIGKILL');
    expect(await readdir(directory)).toEqual(['lock-0123456789abcdef']);
    await (await lockDirectory(directory)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('works in a directory whose path is longer than the address of a socket', async () => {
    const long = join(directory, 'x'.repeat(120), 'y'.repeat(120));
    await mkdir(long, { recursive: true });
    const lock = await lockDirectory(long);
    await expect(lockDirectory(long)).rejects.toThrow(long);
    await lock.release();
  });

  it('says what is wrong with a directory that is not there', async () => {
    await expect(lockDirectory(join(directory, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
