import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { AccountUnderTest } from '../../acceptance/account-under-test.fixture.js';
import { acceptEventLog } from '../../acceptance/event-log-acceptance.fixture.js';
import { TestClock } from '../../acceptance/log-under-test.fixture.js';
import { verifyChain } from '../../hash-chain.js';
import { openEmbeddedLog } from './open-embedded-log.js';
import { openPglite } from './pglite-driver.js';
import { prepareDatabase } from './prepare-database.js';

jest.setTimeout(60_000);

const root = await mkdtemp(join(tmpdir(), 'grantlog-embedded-'));
const prepared = join(root, 'prepared');
const errors: unknown[] = [];
const options = { clock: new TestClock().read, onError: (error: unknown) => errors.push(error) };

/** A directory with an empty database; making each from nothing would take seconds. */
async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(root, 'log-'));
  await cp(prepared, directory, { recursive: true });
  return directory;
}

describe('the embedded log', () => {
  beforeAll(async () => {
    await mkdir(join(prepared, 'database-unfinished-1', 'base'), { recursive: true });
    await prepareDatabase(prepared);
  });

  afterEach(() => {
    expect(errors.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await rm(root, { recursive: true, force: true });
  });

  acceptEventLog({
    newPlace: async () => {
      const directory = await newDirectory();
      return {
        open: (logOptions) => openEmbeddedLog({ ...logOptions, directory }),
        driver: () => openPglite(join(directory, 'database'), options.onError),
      };
    },
  });

  it('leaves nothing of an earlier first start that was killed', async () => {
    expect(await readdir(prepared)).toEqual(['database']);
  });

  it('refuses a directory that is open, naming it, and takes it when it is closed', async () => {
    const directory = await newDirectory();
    const log = await openEmbeddedLog({ ...options, directory });
    await expect(openEmbeddedLog({ ...options, directory })).rejects.toThrow(
      `the data directory \`${directory}\` is in use by another process`,
    );
    await expect(log.signingKeys()).resolves.toEqual([]);
    await log.close();
    await (await openEmbeddedLog({ ...options, directory })).close();
  });

  it('keeps a log in memory when it is given no directory', async () => {
    const log = await openEmbeddedLog(options);
    const mine = new AccountUnderTest(log, '111111111111');
    await expect(mine.append(mine.facts.userCreated('ada'))).resolves.toMatchObject({ revision: 1n });
    await log.close();
  });

  it('has every acknowledged command after its process was killed in the middle of writes', async () => {
    const directory = await newDirectory();
    const acknowledged = await writeUntilKilled(directory, 300);
    const log = await openEmbeddedLog({ ...options, directory });
    for (const id of ['111111111111', '222222222222']) {
      const account = new AccountUnderTest(log, id);
      const envelopes = await account.envelopes();
      expect(verifyChain(envelopes)).toBeUndefined();
      const stored = envelopes.map(
        ({ revision, subject }) => `${id} ${revision} ${subject.split('/')[1] ?? ''}`,
      );
      const mine = acknowledged.filter((line) => line.startsWith(id));
      expect(mine.length).toBeGreaterThan(0);
      expect(stored).toEqual(expect.arrayContaining(mine));
      await expect(account.append(account.facts.userCreated('after'))).resolves.toMatchObject({
        revision: BigInt(envelopes.length + 1),
      });
    }
    await log.close();
  });
});

/** Runs a process that writes, kills it after so many acknowledgements, and returns all that it gave. */
async function writeUntilKilled(directory: string, count: number): Promise<readonly string[]> {
  const script = fileURLToPath(new URL('../../acceptance/append-until-killed.fixture.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  if (child.stdout === null) throw new Error('the output of the process is read');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === count) child.kill('SIGKILL');
  }
  await exited;
  if (lines.length < count) throw new Error(`the writing process ended by itself: ${errors}`);
  return lines;
}
