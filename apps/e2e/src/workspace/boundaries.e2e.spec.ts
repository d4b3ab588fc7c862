import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);

const forbidden = [
  ['the domain uses a package', 'libs/policy', "import { pino } from 'pino';\npino();\n"],
  ['the domain uses Node', 'libs/iam', "import { randomUUID } from 'node:crypto';\nrandomUUID();\n"],
  ['the domain uses Node without its prefix', 'libs/iam', "export { readFileSync } from 'fs';\n"],
  ['the domain looks at the clock', 'libs/account-state', 'export const now = Date.now();\n'],
  ['the domain takes the time of day', 'libs/events', 'export const now = new Date();\n'],
  ['the domain reaches around', 'libs/iam', 'export const leak = globalThis.process;\n'],
  [
    'the read side uses the write side',
    'libs/decision',
    "import { DomainError } from '@grantlog/iam';\nthrow new DomainError('invalid_input', '');\n",
  ],
  ['a capability uses an edge', 'libs/credentials', "export * as leak from '@grantlog/admin-api';\n"],
  ['a capability uses the framework', 'libs/event-log', "export { Module } from '@nestjs/common';\n"],
  ['an edge uses a driver', 'libs/admin-api', "export { Pool } from 'pg';\n"],
  [
    'a lib is entered by its back door',
    'libs/decision-api',
    "export { limits } from '../../contract/src/limits/limits.js';\n",
  ],
] as const;
const allowed = [
  'the domain uses the domain',
  'libs/iam',
  "export { nameKey } from '@grantlog/account-state';\n",
] as const;

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

/** The rules that each planted file breaks, by its name; all are linted in one run and removed again. */
async function lintPlanted(): Promise<ReadonlyMap<string, readonly (string | null)[]>> {
  const planted = [...forbidden, allowed].map(([name, folder, text], index) => {
    const file = join(repository, folder, 'src', `planted-${process.pid}-${index}.ts`);
    return { name, file, text };
  });
  await Promise.all(planted.map(({ file, text }) => writeFile(file, text)));
  try {
    const eslint = [
      'node_modules/eslint/bin/eslint.js',
      '--format',
      'json',
      ...planted.map(({ file }) => file),
    ];
    const output = await run(process.execPath, eslint, { cwd: repository }).catch((error: unknown) => error);
    const results = JSON.parse((output as { stdout: string }).stdout) as readonly LintResult[];
    const rulesOf = (file: string) => results.find(({ filePath }) => filePath === file)?.messages;
    return new Map(planted.map(({ name, file }) => [name, rulesOf(file)?.map(({ ruleId }) => ruleId) ?? []]));
  } finally {
    await Promise.all(planted.map(({ file }) => rm(file)));
  }
}

describe('the module boundaries', () => {
  let broken: Awaited<ReturnType<typeof lintPlanted>>;

  beforeAll(async () => {
    // The boundary rule reads the project graph from Nx's cache.
    await run(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'show', 'projects'], { cwd: repository });
    broken = await lintPlanted();
  }, 120_000);

  it.each(forbidden)('are broken when %s', (name) => {
    expect(broken.get(name)?.join()).toMatch(
      /enforce-module-boundaries|no-restricted-(globals|imports|properties|syntax)/,
    );
  });

  it(`let pass what is allowed: ${allowed[0]}`, () => {
    expect(broken.get(allowed[0])).toEqual([]);
  });
});
