import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKeyFile, masterKeyOf } from './master-key-file.js';

describe('the master key file', () => {
  let directory: string;

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'grantlog-key-')), 'data');
  });

  afterEach(() => rm(join(directory, '..'), { recursive: true }));

  it('is made once, 32 bytes, for its owner only', async () => {
    const key = await masterKeyOf(directory);
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect((await stat(join(directory, masterKeyFile))).mode & 0o777).toBe(0o600);
    expect(await masterKeyOf(directory)).toBe(key);
  });

  it('is the same for two first starts at once, and no draft remains', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => masterKeyOf(directory)));
    expect(new Set(keys).size).toBe(1);
    expect(await readdir(directory)).toEqual([masterKeyFile]);
  });

  it('is refused when others may read it', async () => {
    await masterKeyOf(directory);
    await chmod(join(directory, masterKeyFile), 0o640);
    await expect(masterKeyOf(directory)).rejects.toThrow('can be read by others: run chmod 600');
  });

  it('is not made anew beside a database that another one has sealed', async () => {
    await mkdir(join(directory, 'database'), { recursive: true });
    await expect(masterKeyOf(directory)).rejects.toThrow('restore the file');
    expect(await readdir(directory)).toEqual(['database']);
  });

  it('is not made where the directory cannot be', async () => {
    const file = `${directory}.file`;
    await writeFile(file, '');
    await expect(masterKeyOf(join(file, 'below'))).rejects.toThrow('ENOTDIR');
  });
});
