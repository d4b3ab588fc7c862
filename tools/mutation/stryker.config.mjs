// Mutation testing of the matcher, the operators and the evaluator; see README.md beside this file.
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const work = join(tmpdir(), 'grantlog-mutation');
const folders = (process.env.MUTATE ?? 'pattern,operators,evaluate').split(',');

// Enough random cases to notice a mutant; the full number runs in `npm test`.
process.env.DIFFERENTIAL_CASES ??= '4000';
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`;

export default {
  packageManager: 'npm',
  mutate: folders.flatMap((folder) => [
    `libs/policy/src/${folder}/**/*.ts`,
    `!libs/policy/src/${folder}/**/*.{spec,fixture}.ts`,
  ]),
  ignorePatterns: ['apps', 'docs', 'proto', 'dist', 'tsconfig*.json', '.nx', '.grantlog', '.prepare'],
  testRunner: 'jest',
  jest: { configFile: 'tools/mutation/jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.CONCURRENCY ?? 1),
  ignoreStatic: true,
  disableTypeChecks: true,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: join(work, `${folders.join('-')}.json`) },
  thresholds: { high: 100, low: 95, break: null },
  tempDirName: join(work, 'copies'),
  timeoutMS: 20_000,
};
