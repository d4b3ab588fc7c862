import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PolicySet } from '../compile/policy-set.js';
import { evaluate } from '../evaluate/evaluate.js';
import { applied, request, statement, user } from '../evaluate/request.fixture.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (how: { readonly type: 'minor' }) => void;

const WARM_UP = 40_000;
/** So few that no collection takes place among them. */
const ASKED = 200;
const BATCHES = 25;

/** The bytes of heap that one run takes: the median of many batches, of which some are disturbed by what else runs. */
function bytesPer(run: (index: number) => void): number {
  for (let index = 0; index < WARM_UP; index += 1) run(index);
  const grown = Array.from({ length: BATCHES }, () => {
    collect({ type: 'minor' });
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < ASKED; index += 1) run(index);
    return (process.memoryUsage().heapUsed - before) / ASKED;
  });
  return grown.toSorted((left, right) => left - right)[Math.floor(BATCHES / 2)] ?? Infinity;
}

const policies = ['s3', 'sqs', 'iam', 'ec2'].flatMap((service) =>
  ['Get*', 'PutObject', '*', 'List*'].map((action, at) =>
    applied(
      statement(at === 3 ? 'Deny' : 'Allow', `${service}:${action}`, [
        `arn:aws:${service}:::team-${at}/*`,
        `arn:aws:${service}:::*/own`,
      ]),
    ),
  ),
);
const questions = ['s3:GetObject', 'sqs:PutObject', 'iam:ListUsers', 'ec2:Run', 'other:Get'].flatMap(
  (action) =>
    ['team-0/x', 'team-3/x', 'team-9/own', 'x'].map((name) =>
      request(user(), { action, resource: `arn:aws:${action.split(':', 1).join('')}:::${name}` }),
    ),
);

it.each([
  ['short', [new PolicySet(policies)]],
  ['long', [new PolicySet(Array.from({ length: 10 }, () => policies).flat())]],
  ['missing', policies],
])('a plain decision by a set whose index is %s takes at most 64 bytes', (_length, identity) => {
  const layers = { identity };
  const bytes = bytesPer((index) => {
    const asked = questions[index % questions.length];
    if (asked !== undefined) evaluate(asked, layers);
  });
  expect(bytes).toBeLessThanOrEqual(64);
});
