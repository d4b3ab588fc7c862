/**
 * Generates `libs/contract/src/generated` from `proto/`: `node tools/generate/generate.mjs`. With `--check` it writes
 * nothing, lints `proto/`, and fails when the committed code is not what `proto/` says. The generator is fetched by npx,
 * so that an ordinary install does not carry its 93 MB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const committed = join(root, 'libs/contract/src/generated');
const generators = ['@bufbuild/buf@1.75.0', '@bufbuild/protoc-gen-es@2.17.0'];

function buf(...args) {
  const packages = generators.flatMap((name) => ['-p', name]);
  const { status } = spawnSync('npx', ['-y', ...packages, 'buf', ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function generateInto(directory) {
  rmSync(directory, { recursive: true, force: true });
  buf('generate', 'proto', '--template', 'tools/generate/buf.gen.yaml', '--output', directory);
}

/** Path and text of every file below a directory, in the order of paths. */
function filesOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(directory.length), readFileSync(file, 'utf8')])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function check() {
  buf('lint', 'proto');
  const scratch = mkdtempSync(join(tmpdir(), 'grantlog-generate-'));
  try {
    generateInto(scratch);
    if (JSON.stringify(filesOf(scratch)) === JSON.stringify(filesOf(committed))) return;
    console.error(
      'libs/contract/src/generated is not what proto/ says; run `node tools/generate/generate.mjs`',
    );
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv.includes('--check')) check();
else generateInto(committed);
