import { compilePolicy } from '../compile/compile-policy.js';
import type { Decision } from './decision.js';
import { evaluate } from './evaluate.js';
import { explain } from './explain.js';
import type { AppliedPolicy, AppliedTrustPolicy, PolicyLayers } from './policy-layers.js';
import type { PrincipalDescriptor } from './principal.js';
import type { EvaluationRequest } from './request.js';
import {
  account,
  applied,
  assumeRole,
  otherAccount,
  policyOf,
  request,
  roleSession,
  root,
  statement,
  trust,
  user,
} from './request.fixture.js';

/** `decision layer`; fails when the explained answer differs from the plain one. */
function decide(asked: EvaluationRequest, layers: PolicyLayers): string {
  const { decision, decidedBy } = evaluate(asked, layers);
  const explained: Decision = explain(asked, layers);
  expect([explained.decision, explained.decidedBy]).toEqual([decision, decidedBy]);
  return `${decision} ${decidedBy}`;
}

const identity = (...documents: readonly unknown[]): PolicyLayers => ({
  identity: documents.map((document) => applied(document)),
});
const allowOrders = statement('Allow', 'orders:*');
const denyOrders = statement('Deny', 'orders:Get*');

describe('identity policies', () => {
  it.each<[string, PolicyLayers, string]>([
    ['none', identity(), 'ImplicitDeny Default'],
    ['an Allow', identity(allowOrders), 'Allow IdentityPolicy'],
    ['an Allow of something else', identity(statement('Allow', 'sqs:*')), 'ImplicitDeny Default'],
    ['an Allow and a Deny', identity(allowOrders, denyOrders), 'ExplicitDeny IdentityPolicy'],
    ['a Deny and an Allow', identity(denyOrders, allowOrders), 'ExplicitDeny IdentityPolicy'],
    ['only a Deny', identity(denyOrders), 'ExplicitDeny IdentityPolicy'],
    ['only a Deny of something else', identity(statement('Deny', 'sqs:*')), 'ImplicitDeny Default'],
    [
      'an Allow that does not apply and one that does',
      identity(statement('Allow', '*', 'arn:aws:s3:::b'), allowOrders),
      'Allow IdentityPolicy',
    ],
  ])('%s', (_title, layers, expected) => {
    expect(decide(request(user()), layers)).toBe(expected);
  });

  it('all conditions of a statement must hold', () => {
    const condition = { StringEquals: { 'a:b': 'x', 'c:d': 'y' }, Bool: { 'e:f': 'true' } };
    const layers = identity(statement('Allow', 'orders:*', '*', condition));
    const all = { 'a:b': 'x', 'C:D': 'y', 'e:f': 'true' };
    expect(decide(request(user(), { context: all }), layers)).toBe('Allow IdentityPolicy');
    for (const key of Object.keys(all)) {
      expect(decide(request(user(), { context: { ...all, [key]: 'z' } }), layers)).toBe(
        'ImplicitDeny Default',
      );
    }
  });

  it('conditions can ask for what follows from the principal', () => {
    const layers = identity(statement('Allow', '*', `arn:aws:orders:*:*:user/\${aws:username}`));
    const own = `arn:aws:orders:eu:${account}:user/ada`;
    expect(decide(request(user('ada'), { resource: own }), layers)).toBe('Allow IdentityPolicy');
    expect(decide(request(user('bob'), { resource: own }), layers)).toBe('ImplicitDeny Default');
    expect(decide(request(roleSession(), { resource: own }), layers)).toBe('ImplicitDeny Default');
  });

  it('do not open what belongs to another account', () => {
    const everything = identity(statement('Allow', '*'));
    const foreign = { resource: `arn:aws:orders:eu:${otherAccount}:order/1` };
    expect(decide(request(user(), foreign), everything)).toBe('ImplicitDeny ResourcePolicy');
    expect(decide(request(root(), foreign), everything)).toBe('ImplicitDeny ResourcePolicy');
    expect(
      decide(request(user(), { resource: 'arn:aws:s3:::b', resourceAccount: otherAccount }), everything),
    ).toBe('ImplicitDeny ResourcePolicy');
    expect(decide(request(user(), { resource: 'arn:aws:s3:::b' }), everything)).toBe('Allow IdentityPolicy');
    expect(decide(request(user(), { resource: '*' }), everything)).toBe('Allow IdentityPolicy');
    expect(decide(request(user(), { resource: 'arn:aws:iam::aws:policy/P' }), everything)).toBe(
      'Allow IdentityPolicy',
    );
    expect(decide(request(user(), foreign), identity(denyOrders))).toBe('ExplicitDeny IdentityPolicy');
  });

  it('give nothing to callers without an account', () => {
    const everything = identity(statement('Allow', '*'));
    expect(decide(request({ kind: 'anonymous' }), everything)).toBe('ImplicitDeny ResourcePolicy');
    expect(decide(request({ kind: 'service', service: 's' }, { resource: '*' }), everything)).toBe(
      'ImplicitDeny ResourcePolicy',
    );
  });
});

describe('the root user', () => {
  it('may do everything in its account', () => {
    expect(decide(request(root()), identity())).toBe('Allow Root');
    expect(decide(request(root(), { action: 'x:y', resource: '*' }), identity())).toBe('Allow Root');
  });

  it('is stopped by a Deny', () => {
    expect(decide(request(root()), identity(statement('Deny', '*')))).toBe('ExplicitDeny IdentityPolicy');
  });
});

const userArn = user().arn;
const { arn: sessionArn, roleArn } = roleSession();
const nobody = identity();
const mayAssume = identity(statement('Allow', 'sts:AssumeRole'));

describe('a trust policy, asked by a principal of the same account', () => {
  it.each<[string, PrincipalDescriptor, unknown, string, string]>([
    ['a user by its ARN', user(), { AWS: userArn }, 'Allow ResourcePolicy', 'Allow ResourcePolicy'],
    [
      'a session by its ARN',
      roleSession(),
      { AWS: sessionArn },
      'Allow ResourcePolicy',
      'Allow ResourcePolicy',
    ],
    [
      'a session by its role',
      roleSession(),
      { AWS: roleArn },
      'Allow ResourcePolicy',
      'Allow ResourcePolicy',
    ],
    ['everyone', user(), '*', 'Allow ResourcePolicy', 'Allow ResourcePolicy'],
    ['everyone, as AWS', user(), { AWS: '*' }, 'Allow ResourcePolicy', 'Allow ResourcePolicy'],
    ['the account', user(), { AWS: account }, 'ImplicitDeny Default', 'Allow IdentityPolicy'],
    ['the account by its root', user(), { AWS: root().arn }, 'ImplicitDeny Default', 'Allow IdentityPolicy'],
    [
      'the account, to a session',
      roleSession(),
      { AWS: account },
      'ImplicitDeny Default',
      'Allow IdentityPolicy',
    ],
    [
      'the account and the user',
      user(),
      { AWS: [account, userArn] },
      'Allow ResourcePolicy',
      'Allow ResourcePolicy',
    ],
    [
      'another user',
      user(),
      { AWS: user('bob').arn },
      'ImplicitDeny ResourcePolicy',
      'ImplicitDeny ResourcePolicy',
    ],
    [
      'a user in other case',
      user(),
      { AWS: user('Ada').arn },
      'ImplicitDeny ResourcePolicy',
      'ImplicitDeny ResourcePolicy',
    ],
    [
      'another session of the role',
      roleSession('Deploy', 'x'),
      { AWS: sessionArn },
      'ImplicitDeny ResourcePolicy',
      'ImplicitDeny ResourcePolicy',
    ],
    [
      'another account',
      user(),
      { AWS: otherAccount },
      'ImplicitDeny ResourcePolicy',
      'ImplicitDeny ResourcePolicy',
    ],
    [
      'a service',
      user(),
      { Service: 'ec2.amazonaws.com' },
      'ImplicitDeny ResourcePolicy',
      'ImplicitDeny ResourcePolicy',
    ],
    ['the account, to root', root(), { AWS: account }, 'Allow Root', 'Allow Root'],
    [
      'only a user, to root',
      root(),
      { AWS: userArn },
      'ImplicitDeny ResourcePolicy',
      'ImplicitDeny ResourcePolicy',
    ],
  ])('that trusts %s', (_title, principal, trusted, without, withIdentity) => {
    expect(decide(assumeRole(principal), { ...nobody, trust: trust(trusted) })).toBe(without);
    expect(decide(assumeRole(principal), { ...mayAssume, trust: trust(trusted) })).toBe(withIdentity);
  });
});

describe('a trust policy, asked by a principal of another account', () => {
  const stranger = user('eve', otherAccount);
  const session = roleSession('Deploy', 'ci', otherAccount);

  it.each<[string, PrincipalDescriptor, unknown, string]>([
    ['the user', stranger, { AWS: stranger.arn }, 'Allow IdentityPolicy'],
    ['the session', session, { AWS: session.arn }, 'Allow IdentityPolicy'],
    ['the role', session, { AWS: session.roleArn }, 'Allow IdentityPolicy'],
    ['the account', stranger, { AWS: otherAccount }, 'Allow IdentityPolicy'],
    ['everyone', stranger, '*', 'Allow IdentityPolicy'],
    ['its own account', stranger, { AWS: account }, 'ImplicitDeny ResourcePolicy'],
  ])('that trusts %s, needs an allow of the caller too', (_title, principal, trusted, expected) => {
    expect(decide(assumeRole(principal), { ...mayAssume, trust: trust(trusted) })).toBe(expected);
    expect(decide(assumeRole(principal), { ...nobody, trust: trust(trusted) })).toMatch(/^ImplicitDeny/);
  });
});

describe('a trust policy, asked by callers without an account', () => {
  it.each<[string, PrincipalDescriptor, unknown, string]>([
    [
      'a service',
      { kind: 'service', service: 'ec2.amazonaws.com' },
      { Service: 'ec2.amazonaws.com' },
      'Allow ResourcePolicy',
    ],
    [
      'another service',
      { kind: 'service', service: 'ecs.amazonaws.com' },
      { Service: 'ec2.amazonaws.com' },
      'ImplicitDeny ResourcePolicy',
    ],
    ['a provider', { kind: 'federated', provider: 'p' }, { Federated: 'p' }, 'Allow ResourcePolicy'],
    [
      'another provider',
      { kind: 'federated', provider: 'q' },
      { Federated: 'p' },
      'ImplicitDeny ResourcePolicy',
    ],
    ['nobody, by everyone', { kind: 'anonymous' }, '*', 'Allow ResourcePolicy'],
    ['nobody, by an account', { kind: 'anonymous' }, { AWS: account }, 'ImplicitDeny ResourcePolicy'],
  ])('trusts %s', (_title, principal, trusted, expected) => {
    expect(decide(assumeRole(principal), { ...nobody, trust: trust(trusted) })).toBe(expected);
  });
});

describe('a trust policy', () => {
  it('denies whoever its Deny names, even root and administrators', () => {
    const denying = trust({ AWS: account }, { Effect: 'Deny' });
    expect(decide(assumeRole(user()), { ...mayAssume, trust: denying })).toBe('ExplicitDeny ResourcePolicy');
    expect(decide(assumeRole(root()), { ...nobody, trust: denying })).toBe('ExplicitDeny ResourcePolicy');
    expect(decide(assumeRole(user('eve', otherAccount)), { ...mayAssume, trust: denying })).toBe(
      'ImplicitDeny ResourcePolicy',
    );
  });

  it('does not overrule a Deny of the caller', () => {
    const layers = { ...identity(statement('Deny', 'sts:*')), trust: trust({ AWS: userArn }) };
    expect(decide(assumeRole(user()), layers)).toBe('ExplicitDeny IdentityPolicy');
  });

  it('counts by its most direct naming, in whatever order', () => {
    const allowing = (principal: unknown) => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: principal,
    });
    const namings: readonly [PrincipalDescriptor, unknown][] = [
      [user(), { AWS: userArn }],
      [roleSession(), { AWS: roleArn }],
      [roleSession(), { AWS: sessionArn }],
    ];
    for (const [principal, named] of namings) {
      const statements = [allowing(named), allowing({ AWS: account })];
      for (const order of [statements, statements.toReversed()]) {
        const compiled = compilePolicy(policyOf({ Version: '2012-10-17', Statement: order }, 'trust'));
        expect(decide(assumeRole(principal), { ...nobody, trust: { ...trust('*'), compiled } })).toBe(
          'Allow ResourcePolicy',
        );
      }
    }
  });

  it('that delegates to the account does not stand in for an allow of the caller', () => {
    const layers = {
      ...identity(statement('Allow', 'sqs:*'), statement('Deny', 'sqs:*')),
      trust: trust({ AWS: account }),
    };
    expect(decide(assumeRole(user()), layers)).toBe('ImplicitDeny Default');
  });

  it('may ask for more', () => {
    const more = { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } };
    const layers = { ...nobody, trust: trust({ AWS: userArn }, more) };
    expect(decide(assumeRole(user(), { 'sts:ExternalId': 'x' }), layers)).toBe('Allow ResourcePolicy');
    expect(decide(assumeRole(user(), { 'sts:ExternalId': 'y' }), layers)).toBe('ImplicitDeny ResourcePolicy');
    expect(decide(assumeRole(user()), layers)).toBe('ImplicitDeny ResourcePolicy');
  });

  it('allows only the actions that it names', () => {
    const layers = { ...nobody, trust: trust({ AWS: userArn }, { Action: 'sts:TagSession' }) };
    expect(decide(assumeRole(user()), layers)).toBe('ImplicitDeny ResourcePolicy');
  });

  it.each<[string, PrincipalDescriptor, AppliedTrustPolicy, string]>([
    ['the user of that time', user(), trust({ AWS: userArn }, {}, new Map([[userArn, 'AIDAADA']])), 'Allow'],
    [
      'a user made again under its name',
      user(),
      trust({ AWS: userArn }, {}, new Map([[userArn, 'AIDAOLD']])),
      'ImplicitDeny',
    ],
    [
      'the role of that time',
      roleSession(),
      trust({ AWS: roleArn }, {}, new Map([[roleArn, 'AROADEPLOY']])),
      'Allow',
    ],
    [
      'a role made again under its name',
      roleSession(),
      trust({ AWS: roleArn }, {}, new Map([[roleArn, 'AROAOLD']])),
      'ImplicitDeny',
    ],
    ['a user of which no id was kept', user(), trust({ AWS: userArn }, {}, new Map()), 'Allow'],
  ])('knows %s', (_title, principal, policy, expected) => {
    expect(evaluate(assumeRole(principal), { ...nobody, trust: policy }).decision).toBe(expected);
    expect(explain(assumeRole(principal), { ...nobody, trust: policy }).decision).toBe(expected);
  });
});

describe('properties', () => {
  const documents: readonly unknown[] = [
    allowOrders,
    denyOrders,
    statement('Allow', 'orders:Get*', `arn:aws:orders:*:${account}:order/*`),
    statement('Allow', '*', '*', { StringEquals: { 'aws:PrincipalType': 'User' } }),
    statement('Deny', '*', '*', { StringNotEquals: { 'aws:PrincipalTag/team': 'red' } }),
    statement('Deny', '*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::*' },
    },
    { Version: '2008-10-17', Statement: { Effect: 'Allow', Action: 'orders:GetOrder', Resource: '*' } },
  ];
  const requests = [user(), { ...user('bob'), tags: { team: 'red' } }, roleSession(), root()].flatMap(
    (principal) =>
      ['orders:GetOrder', 'orders:PutOrder', 'iam:CreateUser'].flatMap((action) =>
        ['10.0.0.1', '192.0.2.1'].map((address) =>
          request(principal, { action, context: { 'aws:SourceIp': address } }),
        ),
      ),
  );
  /** Every set of the documents. */
  const sets = Array.from({ length: 2 ** documents.length }, (_, bits) =>
    documents.filter((_document, index) => (bits & (1 << index)) !== 0),
  );
  const compiled = new Map(
    documents.map((document): [unknown, AppliedPolicy] => [document, applied(document)]),
  );
  const layersOf = (set: readonly unknown[]): PolicyLayers => ({
    identity: set.map((document) => compiled.get(document)).filter((policy) => policy !== undefined),
  });

  it('the explained answer is the plain answer, and the order of policies never matters', () => {
    for (const set of sets) {
      for (const asked of requests) {
        const answer = evaluate(asked, layersOf(set));
        expect(evaluate(asked, layersOf(set.toReversed()))).toEqual(answer);
        const { decision, decidedBy, determining } = explain(asked, layersOf(set));
        expect({ decision, decidedBy }).toEqual(answer);
        expect(determining.length > 0).toBe(decision === 'ExplicitDeny' || decidedBy === 'IdentityPolicy');
      }
    }
  });

  it('a Deny more never allows more, and an Allow more never denies more', () => {
    const more = {
      Deny: applied(statement('Deny', 'orders:Put*')),
      Allow: applied(statement('Allow', 'orders:Put*')),
    };
    for (const set of sets) {
      const { identity: policies } = layersOf(set);
      for (const asked of requests) {
        const before = evaluate(asked, { identity: policies }).decision;
        if (before !== 'Allow') {
          expect(evaluate(asked, { identity: [...policies, more.Deny] }).decision).not.toBe('Allow');
        }
        if (before !== 'ExplicitDeny') {
          expect(evaluate(asked, { identity: [...policies, more.Allow] }).decision).not.toBe('ExplicitDeny');
        }
      }
    }
  });
});
