import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { compilePolicy, evaluate, parsePolicy, policyLimits, requestContext } from '@grantlog/policy';
import typescript from 'typescript';
import { onOneCore } from '../measure/processes.mjs';
import { root, rounded } from '../report.mjs';

const runs = 40;

/**
 * Documents of the worst shapes that the specs know: reading one of 131,072 characters, compiling one of the size of a
 * managed policy with its index, and deciding by that one a question that nearly matches and is as long as may be.
 */
export function run() {
  return onOneCore(async () => {
    const { worstDocuments } = await fixture('libs/policy/src/limits/worst-documents.fixture.ts');
    const rows = worstDocuments.map(measured);
    const worst = [1, 2, 3].map((at) => Math.max(...rows.map((row) => Number(row[at]))));
    return {
      tables: [
        {
          title: `Milliseconds, the median of ${runs}`,
          head: ['shape', 'read 131,072 characters', 'compile 6,144', 'decide by 6,144'],
          rows: [['worst', ...worst], ...rows],
        },
      ],
    };
  });
}

/** What the specs use is not built; it needs nothing but types. */
async function fixture(path) {
  const { outputText } = typescript.transpileModule(readFileSync(join(root, path), 'utf8'), {
    compilerOptions: { module: 'esnext', target: 'es2022' },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

function measured({ title, type, text }) {
  const large = text(policyLimits.rawCharacters);
  const reading = medianMs(() => parsePolicy(large, type, { maxSize: Infinity }));
  const read = parsePolicy(text(policyLimits.managedSize), type, { maxSize: Infinity });
  if (!read.ok) return [title, rounded(reading), '', ''];
  const compiling = medianMs(() => compilePolicy(read.policy).index);
  const compiled = compilePolicy(read.policy);
  const layers = {
    identity: [{ compiled, policy: 'worst', version: '', attachedTo: principal.arn }],
  };
  const deciding = Math.max(...questions.map((question) => medianMs(() => evaluate(question, layers))));
  return [title, rounded(reading), rounded(compiling), rounded(deciding)];
}

const principal = {
  kind: 'user',
  arn: 'arn:aws:iam::111122223333:user/ada',
  account: '111122223333',
  userId: 'AIDAADA',
  userName: 'ada',
  tags: {},
};
const longest = { action: 's:'.padEnd(128, 'a'), resource: 2_048, value: 8_192 };
const values = [
  'a'.repeat(longest.value),
  '1:2:3:4::1',
  '100000',
  '2026-01-01T00:00:00Z',
  'arn:a:s:x::'.padEnd(longest.value, 'a'),
];
const questions = ['a', ':'].flatMap((filling) =>
  values.map((value) => ({
    principal,
    action: longest.action,
    resource: 'arn:a:s:::b'.padEnd(longest.resource, filling),
    context: requestContext([
      ['a:b', value],
      ['k', 'a'.repeat(longest.resource)],
    ]),
  })),
);

function medianMs(work) {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.sort((left, right) => left - right)[runs / 2];
}
