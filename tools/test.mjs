// Everything that this machine can check, one group after the other; `npm test` and continuous integration run this.
// Prints each group's result, every skipped test with its reason, and as its last line `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = join(root, 'node_modules', '.cache', 'grantlog-test');
const skipFile = join(work, 'skipped.txt');
const report = join(work, 'jest.json');
const node = process.execPath;
const total = { passed: 0, failed: 0, skipped: 0 };

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

function run(args, environment = {}) {
  return (
    spawnSync(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } }).status ===
    0
  );
}

async function group(name, check) {
  const began = Date.now();
  console.log(`\n== ${name}`);
  const passed = await check();
  console.log(`== ${name}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return passed;
}

/** A group that counts as one test. */
async function check(name, args, environment) {
  if (await group(name, () => run(args, environment))) total.passed += 1;
  else total.failed += 1;
}

/** Has the specs share one server of each kind; those that break or flush theirs start their own. */
async function withServices(work) {
  process.env.SKIP_REPORT_FILE = skipFile;
  const { kafkaForTests, postgresForTests } = await import('@grantlog/testing');
  const [postgres, kafka] = await Promise.all([postgresForTests(), kafkaForTests()]);
  try {
    return await work({ TEST_DATABASE_URL: postgres?.address, TEST_KAFKA_BROKERS: kafka?.brokers.join() });
  } finally {
    await Promise.all([postgres?.stop(), kafka?.stop()]);
  }
}

function jest(addresses) {
  const passed = run(
    [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      '--json',
      `--outputFile=${report}`,
      ...process.argv.slice(2),
    ],
    { ...addresses, NODE_OPTIONS: '' },
  );
  if (!existsSync(report)) {
    total.failed += 1;
    return false;
  }
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += counts.numPassedTests;
  total.failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  total.skipped += counts.numPendingTests + counts.numTodoTests;
  return passed;
}

await check('lock file', ['tools/complete-lock.mjs', '--check']);
await check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn']);
await check('tables in docs', ['tools/generate/tables.mjs', '--check']);
await check('types', ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json']);
// The boundary rule reads the project graph from Nx's cache and is silent without one.
await check('project graph', ['node_modules/nx/dist/bin/nx.js', 'show', 'projects']);
await check('lint and boundaries', [
  'node_modules/eslint/bin/eslint.js',
  '.',
  '--cache',
  '--cache-location',
  'node_modules/.cache/eslint/',
  '--max-warnings',
  '0',
]);
await group('tests', () => withServices(jest));
const conformance = process.env.CONFORMANCE_DIR;
if (conformance) await check('conformance', ['tools/conformance.mjs', conformance]);

if (existsSync(skipFile)) {
  const reasons = new Set(readFileSync(skipFile, 'utf8').trim().split('\n'));
  for (const reason of reasons) console.log(`SKIPPED ${reason}`);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
