import { policyOf, request, user } from '../evaluate/request.fixture.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import { compilePolicy } from '../compile/compile-policy.js';
import { Question } from '../compile/question.js';

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
const unrelated = Array.from({ length: 100 }, (_, index) => ({
  Sid: `pad${index}`,
  Action: `pad:Action${index}`,
}));

function compiled(elements: readonly object[]): CompiledPolicy {
  const whole = elements.map((each) => ({ Effect: 'Allow', Resource: '*', ...each }));
  const reading = policyOf({ Version: '2012-10-17', Statement: whole }, 'identity', Infinity);
  return compilePolicy(reading);
}

/** The Sids visited for an action, in order, of statements whose action does match. */
function visitedIn({ index }: CompiledPolicy, action: string, stopAt?: string): readonly string[] {
  const question = new Question(request(user(), { action }));
  const sids: string[] = [];
  const visit = (position: number): boolean => {
    const visited = index.statements[position];
    if (visited?.action.matches(question) !== true) return false;
    sids.push(visited.sid);
    return visited.sid === stopAt;
  };
  index.visit('Allow', question, { visit });
  return sids;
}

describe.each([
  ['short', compiled(statements)],
  ['long', compiled([...unrelated, ...statements])],
])('a %s index', (_length, policy) => {
  const visited = (action: string, stopAt?: string) => visitedIn(policy, action, stopAt);

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
    const visit = (): boolean => {
      throw new Error('visited');
    };
    const question = new Question(request(user(), { action: 's3:GetObject' }));
    expect(policy.index.visit('Deny', question, { visit })).toBe(false);
  });

  it.each(['everything', 'exact', 'prefix', 'service', 'question', 'notPut'])('stops at %s', (sid) => {
    const all = visited('s3:GetObject');
    const upToSid = all.slice(0, all.indexOf(sid) + 1);
    expect(visited('s3:GetObject', sid)).toEqual(upToSid);
  });
});

it.each([20, 2_000])('an index of %d statements visits few whose action does not match', (count) => {
  const services = ['s3', 'sqs', 'iam', 'ec2'];
  const elements = Array.from({ length: count }, (_, at) => ({
    Action: `${services[at % services.length] ?? ''}:${at % 3 === 0 ? 'Get*' : `Put${at}`}`,
  }));
  const { index } = compiled(elements);
  const question = new Question(request(user(), { action: 's3:GetObject' }));
  let others = 0;
  const visit = (position: number): boolean => {
    if (index.statements[position]?.action.matches(question) !== true) others += 1;
    return false;
  };
  index.visit('Allow', question, { visit });
  expect(others).toBeLessThan(count / 20);
});

describe('an index where many statements name the same action', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({
    Sid: `own${index}`,
    Action: 's3:GetObject',
    Resource:
      index % 2 === 0 ? `arn:aws:s3:::b${index}` : [`arn:aws:s3:::p${index}/*`, `arn:aws:s3:::p${index}/x*`],
  }));
  const always = [
    { Sid: 'all', Resource: '*' },
    { Sid: 'glob', Resource: 'arn:aws:s3:::*/x' },
    { Sid: 'variable', Resource: 'arn:aws:s3:::${aws:username}/*' },
    { Sid: 'nested', Resource: ['arn:aws:s3:::p*', 'arn:aws:s3:::p1*'] },
    { Sid: 'not', NotResource: 'arn:aws:s3:::b0', Resource: undefined },
    { Sid: 'mixed', Resource: ['arn:aws:s3:::q', 'arn:aws:s3:::?'] },
  ].map((each) => ({ Action: 's3:GetObject', ...each }));
  const policy = compiled([...many, ...always]);
  const plain = policy.statements;

  it.each(['b0', 'b2', 'b1', 'p1/x', 'p1/', 'p1', 'p199/xyz', 'ada/x', 'q', 'z', 'p', ''])(
    'every one that matches %j is visited, and few others are',
    (name) => {
      const question = new Question(
        request(user(), { action: 's3:GetObject', resource: `arn:aws:s3:::${name}` }),
      );
      const visited = new Set<string>();
      const { index } = policy;
      const visit = (position: number): boolean => {
        visited.add(index.statements[position]?.sid ?? '');
        return false;
      };
      index.visit('Allow', question, { visit });
      const matching = plain.filter(({ resource }) => resource?.matches(question) === true);
      expect([...visited]).toEqual(expect.arrayContaining(matching.map(({ sid }) => sid)));
      expect(visited.size).toBeLessThanOrEqual(always.length + 1);
    },
  );
});

describe('statements that a resource matches are never passed over', () => {
  const long = 'x'.repeat(150);
  const patterns = [
    ['*'],
    ['arn:aws:s3:::*'],
    ['arn:aws:s3:::b'],
    ['arn:aws:s3:::b', 'arn:aws:s3:::c'],
    ['arn:aws:s3:::b/x', 'arn:aws:s3:::b/y*'],
    ['arn:aws:s3:::*/x', 'arn:aws:s3:::?/y/x'],
    ['arn:aws:s3:::a*a'],
    ['arn:aws:s3:*:*:b/x'],
    ['arn:aws:s3:*:1:'],
    ['arn:*:s3:::b'],
    ['arn:aws:s3:::${aws:username}'],
    ['arn:aws:s3:::${aws:username}/x'],
    ['arn:aws:s3:::b${*}'],
    [`arn:aws:s3:::${long}`],
    [`arn:aws:s3:::${long}y*`],
    [`arn:aws:s3:::${long}*`, `arn:aws:s3:::${long}z`],
    Array.from({ length: 12 }, (_, at) => `arn:aws:s3:::many${at}`),
    ['arn:aws:s3:::ü*', 'arn:aws:s3:::?/ü'],
  ];
  const names = [
    ...['', 'b', 'c', 'b/x', 'b/yz', 'a', 'aa', 'aba', 'z/y/x', 'ada', 'ada/x', 'b*', 'many11', 'many12'],
    ...[long, `${long}y`, `${long}z`, `${long}${long}`, 'ü', 'ü/ü', '😀/ü'],
  ];
  const resources = [
    ...names.map((name) => `arn:aws:s3:::${name}`),
    ...['*', '', 'arn', 'arn:aws:s3:eu:1:b/x', 'arn:aws:s3:eu:1:', 'arn:aws-cn:s3:::b'],
  ];
  const elements = patterns.flatMap((Resource) =>
    ['s3:GetObject', 's3:Get*', 's3:*', 's3:*Object', '*'].flatMap((Action) => [
      { Action, Resource },
      { Action, Resource: undefined, NotResource: Resource },
    ]),
  );
  const questions = resources.map(
    (resource) => new Question(request(user('ada'), { action: 's3:GetObject', resource })),
  );

  it.each([
    ['short', 6],
    ['long', elements.length],
  ])('in a %s index', (_length, size) => {
    for (let from = 0; from < elements.length; from += size) {
      const { index, statements } = compiled(elements.slice(from, from + size));
      for (const question of questions) {
        const visited = new Set<unknown>();
        index.visit('Allow', question, {
          visit: (position) => {
            visited.add(index.statements[position]);
            return false;
          },
        });
        const matching = statements.filter(({ resource }) => resource?.matches(question) === true);
        expect(matching.filter((each) => !visited.has(each))).toEqual([]);
      }
    }
  });
});

it('an index of statements about other resources visits few of them', () => {
  const elements = Array.from({ length: 900 }, (_, at) => ({
    Sid: String(at),
    Action: 's3:GetObject',
    Resource: [`arn:aws:s3:::b${at}/*`, `arn:aws:s3:::*/file-${at}`, `arn:aws:s3:::b${at}`][at % 3],
  }));
  const { index } = compiled(elements);
  const question = new Question(
    request(user(), { action: 's3:GetObject', resource: 'arn:aws:s3:::b30/file-31' }),
  );
  const visited: string[] = [];
  index.visit('Allow', question, {
    visit: (position) => {
      visited.push(index.statements[position]?.sid ?? '');
      return false;
    },
  });
  expect(visited).toEqual(expect.arrayContaining(['30', '31']));
  expect(visited.length).toBeLessThan(20);
});
