import { policyOf, request, statement, user } from '../evaluate/request.fixture.js';
import type { CompiledStatement } from './compiled-statement.js';
import { compilePolicy } from './compile-policy.js';
import { Question } from './question.js';

const statements = [
  { Sid: 'everything', Action: '*' },
  { Sid: 'service', Action: 'S3:*' },
  { Sid: 'prefix', Action: 's3:get*' },
  { Sid: 'exact', Action: ['s3:GetObject', 'sqs:SendMessage'] },
  { Sid: 'glob', Action: 's3:*Object' },
  { Sid: 'question', Action: 's3:GetObj?ct' },
  { Sid: 'notS3', NotAction: ['s3:*'] },
  { Sid: 'notPut', NotAction: ['s3:Put*', 'iam:*'] },
  { Sid: 'twice', Action: ['s3:Get*', 's3:GetObject', 's3:*'] },
];
const policy = compilePolicy(
  policyOf({
    Version: '2012-10-17',
    Statement: statements.map((elements) => ({ Effect: 'Allow', Resource: '*', ...elements })),
  }),
);

/** The Sids visited for an action, in order. */
function visited(action: string, stopAt?: string): readonly string[] {
  const sids: string[] = [];
  const visit = ({ sid }: CompiledStatement): boolean => {
    sids.push(sid);
    return sid === stopAt;
  };
  policy.allow.visit(new Question(request(user(), { action })), { visit });
  return sids;
}

describe('ActionIndex', () => {
  it.each([
    ['s3:GetObject', ['everything', 'exact', 'glob', 'notPut', 'prefix', 'question', 'service', 'twice']],
    ['S3:GETOBJECT', ['everything', 'exact', 'glob', 'notPut', 'prefix', 'question', 'service', 'twice']],
    ['s3:PutObject', ['everything', 'glob', 'service', 'twice']],
    ['s3:GetBucket', ['everything', 'notPut', 'prefix', 'service', 'twice']],
    ['s3express:GetObject', ['everything', 'notPut', 'notS3']],
    ['sqs:SendMessage', ['everything', 'exact', 'notPut', 'notS3']],
    ['iam:CreateUser', ['everything', 'notS3']],
    ['s3', ['everything', 'notPut', 'notS3']],
    ['', ['everything', 'notPut', 'notS3']],
    ['constructor:x', ['everything', 'notPut', 'notS3']],
  ])('visits for %s exactly the statements that match', (action, expected) => {
    expect([...new Set(visited(action))].toSorted()).toEqual(expected);
  });

  it('agrees with the statements themselves', () => {
    const actions = [
      's3:GetObject',
      's3:PutObject',
      's3:',
      'S3:get',
      'sqs:SendMessage',
      'iam:x',
      '*',
      's3:*',
    ];
    for (const action of actions) {
      const question = new Question(request(user(), { action }));
      const matching = policy.statements.filter((candidate) => candidate.action.matches(question));
      expect([...new Set(visited(action))].toSorted()).toEqual(matching.map(({ sid }) => sid).toSorted());
    }
  });

  it('visits no statement of the other effect', () => {
    const denying = compilePolicy(policyOf(statement('Deny', '*')));
    const visit = (): boolean => {
      throw new Error('visited');
    };
    expect(denying.allow.visit(new Question(request(user())), { visit })).toBe(false);
  });

  it.each(['everything', 'exact', 'prefix', 'service', 'question', 'notPut'])('stops at %s', (sid) => {
    const all = visited('s3:GetObject');
    const upToSid = all.slice(0, all.indexOf(sid) + 1);
    expect(visited('s3:GetObject', sid)).toEqual(upToSid);
  });
});
