// Installs and builds, each only when something changed since the last time. Runs before `npm start` and `npm test`
// on a clone that may have no node_modules yet, so it uses nothing but Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onlyOne } from './only-one.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.cache', 'grantlog-prepare.json');
/** Beside `node_modules`, which an installation removes. */
const lockFile = join(root, '.prepare', 'lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `grantlog needs Node 20.19 or newer, this is ${process.versions.node}; install a newer Node and try again`,
  );
  process.exit(1);
}

/** Projects of the workspace, as folders below the root. */
function projects() {
  return ['libs', 'apps'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, group, entry.name, 'package.json')))
      .map((entry) => join(group, entry.name)),
  );
}

function sourceFiles(project) {
  const source = join(root, project, 'src');
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(spec|fixture)\.\w+$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function digest(files) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files.filter((candidate) => existsSync(candidate)).sort()) {
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function run(what, command, args) {
  console.error(`${what} …`);
  const began = Date.now();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    console.error(`${what} failed${error ? `: ${error.message}` : ''}; the message above says why`);
    process.exit(status ?? 1);
  }
  console.error(`${what} took ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(stamp) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamp));
}

function prepare() {
  const all = projects();
  const manifests = [
    'package.json',
    'package-lock.json',
    '.npmrc',
    ...all.map((project) => join(project, 'package.json')),
  ];
  const install = digest(manifests.map((file) => join(root, file)));
  const settings = [
    'tsconfig.base.json',
    'tsconfig.build.json',
    ...all.map((project) => join(project, 'tsconfig.build.json')),
  ];
  const build = digest([...settings.map((file) => join(root, file)), ...all.flatMap(sourceFiles)]);

  let stamp = readStamp();
  if (stamp.install !== install) {
    run('installing dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    stamp = { install };
    writeStamp(stamp);
  }
  const built = all.every(
    (project) =>
      !existsSync(join(root, project, 'tsconfig.build.json')) || existsSync(join(root, project, 'dist')),
  );
  if (stamp.build !== build || !built) {
    run('building', process.execPath, ['node_modules/typescript7/bin/tsc', '-b', 'tsconfig.build.json']);
    writeStamp({ install, build });
  }
}

onlyOne(lockFile, prepare, (pid) => {
  console.error(`waiting for process ${pid}, which installs or builds here`);
});
