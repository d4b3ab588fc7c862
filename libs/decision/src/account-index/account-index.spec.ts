import { identityPolicies, InconsistentAccountError, type UserDocument } from '@grantlog/account-state';
import { type DomainEvent, toEnvelope, upcast } from '@grantlog/events';
import {
  type CompiledPolicy,
  compiledPolicies,
  parsePolicy,
  requestContext,
  UnreadablePolicyError,
} from '@grantlog/policy';
import { account, allow, deny, happened, policy, role, user } from '../account.fixture.js';
import { fold, stored } from '../in-memory-source.fixture.js';
import { AccountIndex } from './account-index.js';

function given(...facts: readonly DomainEvent[]): AccountIndex {
  const index = new AccountIndex({ revision: 0n, documents: [] });
  then(index, ...facts);
  return index;
}

function then(index: AccountIndex, ...facts: readonly DomainEvent[]): void {
  for (const fact of facts) {
    index.apply(upcast(toEnvelope(stored(account, index.revision + 1n, fact))));
  }
}

function ask(index: AccountIndex, name: string, action: string) {
  const document = index.principal(user(name).userArn);
  if (document?.kind !== 'user') throw new Error(`${name} does not exist`);
  const { userArn: arn, userId, userName } = user(name);
  const request = {
    principal: { kind: 'user', account, arn, userId, userName },
    action,
    resource: 'arn:aws:s3:::bucket/key',
    context: requestContext([]),
  } as const;
  const plain = index.evaluate(document, request);
  const explained = index.explain(document, request);
  expect(explained).toMatchObject(plain);
  return explained;
}

describe('the account index', () => {
  it('answers from inline, attached and group policies together', () => {
    const index = given(
      happened.userCreated('ada'),
      happened.inlinePut('ada', allow('s3:GetObject')),
      happened.policyCreated('writers', allow('s3:PutObject')),
      happened.attachedToUser('ada', 'writers'),
      happened.groupCreated('staff'),
      happened.groupInlinePut('staff', allow('s3:ListBucket')),
      happened.policyCreated('guard', deny('s3:DeleteObject')),
      happened.attachedToGroup('staff', 'guard'),
      happened.joined('ada', 'staff'),
    );
    const actions = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject', 's3:Other'];
    expect(actions.map((action) => ask(index, 'ada', action).decision)).toEqual([
      'Allow',
      'Allow',
      'Allow',
      'ExplicitDeny',
      'ImplicitDeny',
    ]);
    expect(ask(index, 'ada', 's3:PutObject').determining).toMatchObject([
      { policy: policy('writers').policyArn, version: 'v1', attachedTo: user('ada').userArn },
    ]);
  });

  it('follows what happens to the user', () => {
    const index = given(happened.userCreated('ada'), happened.inlinePut('ada', allow('s3:GetObject')));
    expect(ask(index, 'ada', 's3:GetObject').decision).toBe('Allow');
    then(index, happened.inlineDeleted('ada'));
    expect(ask(index, 'ada', 's3:GetObject').decision).toBe('ImplicitDeny');
  });

  it('follows what happens to a group of the user', () => {
    const index = given(
      happened.userCreated('ada'),
      happened.groupCreated('staff'),
      happened.joined('ada', 'staff'),
      happened.groupInlinePut('staff', allow('s3:GetObject')),
    );
    expect(ask(index, 'ada', 's3:GetObject').decision).toBe('Allow');
    then(index, happened.groupInlinePut('staff', deny('s3:GetObject')));
    expect(ask(index, 'ada', 's3:GetObject').decision).toBe('ExplicitDeny');
    then(index, happened.left('ada', 'staff'));
    expect(ask(index, 'ada', 's3:GetObject').decision).toBe('ImplicitDeny');
  });

  it('shows a new default version to everybody who has the policy', () => {
    const index = given(
      happened.policyCreated('shared', allow('s3:GetObject')),
      happened.userCreated('ada'),
      happened.userCreated('bob'),
      happened.groupCreated('staff'),
      happened.attachedToUser('ada', 'shared'),
      happened.attachedToGroup('staff', 'shared'),
      happened.joined('bob', 'staff'),
    );
    expect([ask(index, 'ada', 's3:GetObject'), ask(index, 'bob', 's3:GetObject')]).toMatchObject([
      { decision: 'Allow', determining: [{ version: 'v1' }] },
      { decision: 'Allow', determining: [{ version: 'v1' }] },
    ]);
    then(index, happened.versionCreated('shared', 'v2', deny('s3:GetObject'), false));
    expect(ask(index, 'ada', 's3:GetObject').decision).toBe('Allow');
    then(index, happened.defaultChanged('shared', 'v2', 'v1'));
    expect([ask(index, 'ada', 's3:GetObject'), ask(index, 'bob', 's3:GetObject')]).toMatchObject([
      { decision: 'ExplicitDeny', determining: [{ version: 'v2' }] },
      { decision: 'ExplicitDeny', determining: [{ version: 'v2' }] },
    ]);
  });

  it('compiles a policy version once, however many principals use it', () => {
    const cache = compiledPolicies();
    const compiled = new Set<CompiledPolicy>();
    const counting: typeof cache = {
      get(holder, text, type) {
        const policy = cache.get(holder, text, type);
        compiled.add(policy);
        return policy;
      },
    };
    const index = new AccountIndex({ revision: 0n, documents: [] }, counting);
    const names = ['ada', 'bob', 'eve'];
    then(index, happened.policyCreated('shared', allow('s3:GetObject')));
    for (const name of names)
      then(index, happened.userCreated(name), happened.attachedToUser(name, 'shared'));
    for (const name of [...names, ...names]) ask(index, name, 's3:GetObject');
    expect(compiled.size).toBe(1);
  });

  it('starts from documents as it would have come there event by event', () => {
    const facts = [
      happened.policyCreated('shared', allow('s3:GetObject')),
      happened.userCreated('ada'),
      happened.attachedToUser('ada', 'shared'),
      happened.defaultChanged('shared', 'v1', 'v1'),
    ];
    const snapshot = fold(facts.map((fact, at) => stored(account, BigInt(at + 1), fact)));
    const index = new AccountIndex(snapshot);
    expect(index.revision).toBe(4n);
    expect(ask(index, 'ada', 's3:GetObject')).toEqual(ask(given(...facts), 'ada', 's3:GetObject'));
  });

  it('knows nobody by an ARN who is gone, and somebody new of the same name by another id', () => {
    const index = given(happened.userCreated('ada'), happened.inlinePut('ada', allow('s3:*')));
    then(index, happened.userDeleted('ada'));
    expect(index.principal(user('ada').userArn)).toBeUndefined();
    then(index, {
      ...happened.userCreated('ada'),
      data: { ...user('ada'), userId: 'AIDANEW', path: '/' },
    } as DomainEvent);
    expect(index.principal(user('ada').userArn)).toMatchObject({ id: 'AIDANEW', inlinePolicies: [] });
    expect(index.live({ kind: 'user', account, id: user('ada').userId })).toBeUndefined();
  });

  it('finds the root by its ARN but no role', () => {
    const index = given(happened.accountCreated(), happened.roleCreated('reader'));
    expect(index.principal(`arn:aws:iam::${account}:root`)).toMatchObject({ kind: 'account' });
    expect(index.principal(role('reader').roleArn)).toBeUndefined();
  });

  it('refuses every revision but the next one and stays where it is', () => {
    const index = given(happened.userCreated('ada'));
    for (const revision of [0n, 1n, 3n]) {
      const again = upcast(toEnvelope(stored(account, revision, happened.userCreated('bob'))));
      expect(() => {
        index.apply(again);
      }).toThrow('does not follow revision 1');
    }
    expect([index.revision, index.principal(user('bob').userArn)]).toEqual([1n, undefined]);
  });

  it('moves on for facts that change no document', () => {
    const index = given(happened.userCreated('ada'));
    then(index, {
      type: 'SessionTokenIssued',
      data: {
        principalArn: user('ada').userArn,
        principalId: user('ada').userId,
        accessKeyId: 'ASIA',
        durationSeconds: 900,
        expiration: '2026-11-24T16:00:00.000Z',
      },
    });
    expect(index.revision).toBe(2n);
  });

  it('makes no decision from documents that contradict each other', () => {
    const facts = [
      happened.groupCreated('staff'),
      happened.policyCreated('guard', deny('s3:GetObject')),
      happened.userCreated('ada'),
      happened.inlinePut('ada', allow('s3:GetObject')),
    ];
    const lostGroup = given(...facts, happened.joined('ada', 'nowhere'));
    expect(() => ask(lostGroup, 'ada', 's3:GetObject')).toThrow(InconsistentAccountError);
    const lostPolicy = given(...facts, happened.attachedToUser('ada', 'nowhere'));
    expect(() => ask(lostPolicy, 'ada', 's3:GetObject')).toThrow(InconsistentAccountError);
    const takenAway = given(...facts, happened.attachedToUser('ada', 'guard'));
    expect(ask(takenAway, 'ada', 's3:GetObject').decision).toBe('ExplicitDeny');
    then(takenAway, happened.policyDeleted('guard'));
    expect(() => ask(takenAway, 'ada', 's3:GetObject')).toThrow(InconsistentAccountError);
  });

  it('makes no decision from a policy that cannot be read', () => {
    const index = given(happened.userCreated('ada'), happened.inlinePut('ada', '{"Statement": 1}'));
    expect(() => ask(index, 'ada', 's3:GetObject')).toThrow(UnreadablePolicyError);
  });
});

describe('after any history, the policies of the index', () => {
  const names = ['ada', 'bob'];
  const groups = ['staff', 'guests'];
  const policies = ['one', 'two', 'three'];
  const setUp = [
    ...names.map((name) => happened.userCreated(name)),
    ...groups.map((name) => happened.groupCreated(name)),
    ...policies.map((name) => happened.policyCreated(name, allow(`s3:${name}`))),
  ];

  function randomFact(random: (below: number) => number, step: number): DomainEvent {
    const pick = (list: readonly string[]) => list[random(list.length)] ?? '';
    const document = random(2) === 0 ? allow(`s3:Step${step}`) : deny(`s3:${pick(policies)}`);
    const facts = [
      () => happened.inlinePut(pick(names), document),
      () => happened.groupInlinePut(pick(groups), document),
      () => happened.joined(pick(names), pick(groups)),
      () => happened.left(pick(names), pick(groups)),
      () => happened.attachedToUser(pick(names), pick(policies)),
      () => happened.attachedToGroup(pick(groups), pick(policies)),
      () => happened.versionCreated(pick(policies), `v${step + 2}`, document, random(2) === 0),
    ];
    return facts[random(facts.length)]?.() ?? happened.userCreated('nobody');
  }

  // What the index keeps between two questions may never show.
  it.each([1, 2, 3, 4, 5])('are those of a fresh fold (seed %d)', (seed) => {
    let state = seed;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const facts: DomainEvent[] = [...setUp];
    const index = given(...facts);
    for (let step = 0; step < 60; step += 1) {
      const fact = randomFact(random, step);
      facts.push(fact);
      then(index, fact);
      const snapshot = fold(facts.map((each, at) => stored(account, BigInt(at + 1), each)));
      const fresh = new AccountIndex(snapshot);
      for (const name of names) {
        for (const action of ['s3:one', 's3:two', 's3:three', `s3:Step${step}`]) {
          expect(ask(index, name, action)).toEqual(ask(fresh, name, action));
        }
        expect(expectedDeny(snapshot.documents, name)).toBe(
          ask(index, name, 's3:one').decision === 'ExplicitDeny',
        );
      }
    }
  });

  function expectedDeny(documents: ReturnType<typeof fold>['documents'], name: string): boolean {
    const find = (kind: string, id: string) => documents.find((each) => each.kind === kind && each.id === id);
    const holder = find('user', user(name).userId) as UserDocument;
    const applied = identityPolicies(holder, (kind, id) => find(kind, id) as never);
    return applied.some(({ document }) => {
      const reading = parsePolicy(document, 'identity');
      return reading.ok && reading.policy.statements.some(isDenyOfOne);
    });
  }

  function isDenyOfOne({
    effect,
    actions,
  }: {
    effect: string;
    actions: { patterns: readonly string[] };
  }): boolean {
    return effect === 'Deny' && actions.patterns.includes('s3:one');
  }
});
