import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type TemporaryDirectory, temporaryDirectory } from '../clients/temporary-directory.js';

const tools = fileURLToPath(new URL('../../../../tools/', import.meta.url));

/** Stands for npm: fails where another one is at work, as `npm ci` does when another one removes what it writes. */
const npm = `#!/usr/bin/env node
const { mkdirSync, rmSync, appendFileSync, existsSync } = require('node:fs');
mkdirSync('at-work');
appendFileSync('installs', 'one\\n');
while (!existsSync('go-on')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
mkdirSync('node_modules/typescript7/bin', { recursive: true });
require('node:fs').writeFileSync('node_modules/typescript7/bin/tsc', '');
rmSync('at-work', { recursive: true });
`;

describe('preparing a checkout', () => {
  let directory: TemporaryDirectory;
  const running: ChildProcess[] = [];

  beforeEach(async () => {
    directory = await temporaryDirectory();
    const place = (...parts: readonly string[]) => join(directory.path, ...parts);
    for (const folder of ['tools', 'libs', 'apps', 'bin']) await mkdir(place(folder));
    for (const file of ['prepare.mjs', 'only-one.mjs']) await cp(join(tools, file), place('tools', file));
    await writeFile(place('package.json'), '{}');
    await writeFile(place('bin', 'npm'), npm, { mode: 0o755 });
  });

  afterEach(async () => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    await directory.remove();
  });

  const prepare = () => {
    const child = spawn(process.execPath, ['tools/prepare.mjs'], {
      cwd: directory.path,
      env: { PATH: `${directory.path}/bin:${process.env['PATH'] ?? ''}` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.push(child);
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
    return { child, told: () => told, status: once(child, 'close').then(([status]) => status as number) };
  };
  const exists = async (name: string) => (await readdir(directory.path)).includes(name);
  const until = async (condition: () => boolean | Promise<boolean>) => {
    while (!(await condition())) await wait(10);
  };
  const goOn = () => writeFile(join(directory.path, 'go-on'), '');
  const installs = async () => (await readFile(join(directory.path, 'installs'), 'utf8')).length / 4;

  it('waits for another process that prepares it, says so, and then finds everything done', async () => {
    const first = prepare();
    await until(() => exists('at-work'));
    const second = prepare();
    await until(() => second.told().includes('\n'));
    await goOn();
    expect(await Promise.all([first.status, second.status])).toEqual([0, 0]);
    expect(second.told()).toBe(
      `waiting for process ${first.child.pid ?? ''}, which installs or builds here\n`,
    );
    expect(await installs()).toBe(1);
    expect(await readdir(join(directory.path, '.prepare'))).toEqual([]);
  }, 60_000);

  it('takes over what a killed process has left behind, by its id also when another one has it now', async () => {
    await mkdir(join(directory.path, '.prepare'));
    await writeFile(
      join(directory.path, '.prepare', 'lock'),
      JSON.stringify({ pid: process.pid, began: 'at another time' }),
    );
    await goOn();
    const both = [prepare(), prepare()];
    expect(await Promise.all(both.map(({ status }) => status))).toEqual([0, 0]);
    expect(await installs()).toBe(1);
  }, 60_000);
});
