import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder whose package.json names the peers. */
export const benchFolder = join(import.meta.dirname, '..');

/** Installs the peers beside the benches, unless they are there. */
export function installPeers() {
  if (existsSync(join(benchFolder, 'node_modules/casbin'))) return;
  console.error('installing the peers …');
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: benchFolder,
      stdio: ['ignore', 2, 2],
    },
  );
  if (status !== 0) throw new Error('the peers could not be installed; --peers "" runs without them');
}
