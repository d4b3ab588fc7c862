// Runs files of public policy cases through `policy-cases` and compares: node tools/conformance.mjs DIRECTORY
// A case whose answer is an error because a part is not built yet is counted apart; any other difference fails.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../apps/policy-cases/dist/main.js', import.meta.url));
const directory = process.argv[2];

function answersTo(file) {
  const { stdout } = spawnSync(process.execPath, [program, file], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function judged(cases, answers, judge) {
  const counts = { same: 0, notBuilt: 0, optional: 0 };
  const different = [];
  for (const [position, each] of cases.entries()) {
    const verdict = judge(each, answers[position]);
    if (verdict === 'different')
      different.push({ case: each.id, expected: each.expected, answer: answers[position] });
    else counts[verdict] += 1;
  }
  return { counts, different };
}

function decision(each, answer) {
  if (answer.decision === each.expected) return 'same';
  return /not supported yet/.test(answer.error ?? '') ? 'notBuilt' : 'different';
}

function validation(each, answer) {
  if (answer.valid === (each.expected === 'valid')) return 'same';
  if (answer.errors?.length > 0 && answer.errors.every(({ code }) => code === 'not_supported'))
    return 'notBuilt';
  const isWarned = each.scope === 'analyzer-error' && answer.warnings?.length > 0;
  return isWarned || each.scope === 'aws-service-specific' ? 'optional' : 'different';
}

for (const [name, judge] of [
  ['decisions.jsonl', decision],
  ['validation.jsonl', validation],
]) {
  const file = join(directory, name);
  const cases = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { counts, different } = judged(cases, answersTo(file), judge);
  console.log(
    `${name}: ${cases.length} cases, ${counts.same} as expected, ${counts.notBuilt} not built yet, ` +
      `${counts.optional} optional, ${different.length} different`,
  );
  for (const each of different) console.log(JSON.stringify(each).slice(0, 400));
  if (different.length > 0) process.exitCode = 1;
}
