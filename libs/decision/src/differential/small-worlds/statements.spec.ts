import type { RequestJson, StatementJson } from '@grantlog/testing';
import { comparison, principals } from '@grantlog/testing';
import { respondents } from '../respondents.fixture.js';

const actions = ['*', 's3:*', 's3:Ge?', 'S3:GET'];
const resources = ['*', 'arn:aws:s3:::b', 'arn:aws:s3:::b*', 'arn:aws:s3:::*/k'];

const requests: readonly RequestJson[] = ['s3:Get', 's3:Put', 'ec2:Get'].flatMap((action) =>
  ['*', 'arn:aws:s3:::b', 'arn:aws:s3:::b/k'].map((resource) => ({ action, resource, context: {} })),
);

const statements: readonly StatementJson[] = (['Allow', 'Deny'] as const).flatMap((Effect) =>
  actions.flatMap((action) =>
    resources.flatMap((resource) =>
      [{ Action: [action] }, { NotAction: [action] }].flatMap((first) =>
        [{ Resource: [resource] }, { NotResource: [resource] }].map((second) => ({
          Effect,
          ...first,
          ...second,
        })),
      ),
    ),
  ),
);

describe('every pair of statements over a small alphabet', () => {
  it('is decided as the oracle decides it, in one policy and in two', () => {
    const dissents: unknown[] = [];
    for (const [place, one] of statements.entries()) {
      for (const other of statements.slice(place)) {
        const together = { principal: principals.user, layers: { identity: [{ Statement: [one, other] }] } };
        const compare = comparison(together, respondents);
        for (const request of requests) {
          const { dissent } = compare(request);
          if (dissent !== undefined) dissents.push({ dissent, request, one, other });
        }
      }
    }

    expect(statements).toHaveLength(128);
    expect(dissents.slice(0, 1)).toEqual([]);
  });
});
