import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedOrSkipped } from './started-or-skipped.js';

const broken = () => Promise.reject(new Error('it\nbroke'));
const ways = { native: broken, containers: broken };

describe('a service that cannot be started', () => {
  const before = process.env;
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'grantlog-skipped-'));
    process.env = { ...before, SKIP_REPORT_FILE: join(directory, 'skipped.txt') };
  });

  afterEach(async () => {
    process.env = before;
    await rm(directory, { recursive: true });
  });

  it('is reported on one line, and its tests are skipped', async () => {
    delete process.env['REQUIRE_SERVICES'];

    await expect(startedOrSkipped('queue', ways)).resolves.toBeUndefined();
    expect(await readFile(join(directory, 'skipped.txt'), 'utf8')).toBe('group queue: it broke\n');
  });

  it('is an error where services are required', async () => {
    process.env['REQUIRE_SERVICES'] = 'true';

    await expect(startedOrSkipped('queue', ways)).rejects.toThrow('broke');
  });
});
