import { parsePolicy, type PolicyType, type PrincipalDescriptor } from '@grantlog/policy';
import { home, principals } from '../generate/principals.js';
import { oracle } from './oracle.js';
import type { NamedPolicy, OracleLayers } from './oracle-request.js';

const resource = 'arn:aws:s3:::b/k';

function policy(type: PolicyType, ...statements: readonly object[]): NamedPolicy {
  const reading = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), type);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return { name: type, policy: reading.policy };
}

const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const other = { ...allow, Action: 'ec2:*' };
const deny = { ...allow, Effect: 'Deny' };

function decide(
  principal: PrincipalDescriptor,
  layers: Partial<OracleLayers>,
  more: { action?: string; resource?: string; resourceAccount?: string } = {},
) {
  const request = { principal, action: 's3:GetObject', resource, context: {}, ...more };
  return oracle(request, { identity: [], ...layers }).decision;
}

const { user, session, federatedUser, root, service, anonymous } = principals;
const naming = (name: string) =>
  policy('resource', { ...allow, Principal: name === '*' ? '*' : { AWS: name } });
const silentBoundary = { boundary: policy('boundary', other) };
const silentSession = { session: [policy('session', other)] };

describe('a resource policy of the same account', () => {
  it.each([
    // who, as what, without any Allow of its own, with a boundary without one, with a session policy without one
    ['a user by its ARN', user, user.arn, 'Allow', 'Allow', 'Allow'],
    ['a session by its role', session, session.roleArn, 'Allow', 'ImplicitDeny', 'ImplicitDeny'],
    ['a session by its own ARN', session, session.arn, 'Allow', 'Allow', 'Allow'],
    ['a session as everybody', session, '*', 'Allow', 'Allow', 'Allow'],
    ['a user as everybody', user, '*', 'Allow', 'Allow', 'Allow'],
    ['a user by the account', user, home, 'ImplicitDeny', 'ImplicitDeny', 'ImplicitDeny'],
    ['a session by the account', session, home, 'ImplicitDeny', 'ImplicitDeny', 'ImplicitDeny'],
    ['a federated session by its own ARN', federatedUser, federatedUser.arn, 'Allow', 'Allow', 'Allow'],
  ] as const)('that names %s', (_title, principal, name, alone, boundary, sessionPolicy) => {
    const layers = { resource: naming(name) };

    expect(decide(principal, layers)).toBe(alone);
    expect(decide(principal, { ...layers, ...silentBoundary })).toBe(boundary);
    expect(decide(principal, { ...layers, ...silentSession })).toBe(sessionPolicy);
  });

  it('that names the account delegates to what identity policies allow within their limits', () => {
    const layers = { resource: naming(home), identity: [policy('identity', allow)] };

    expect(decide(user, layers)).toBe('Allow');
    expect(decide(user, { ...layers, ...silentBoundary })).toBe('ImplicitDeny');
  });

  it('that names somebody else leaves it to identity policies', () => {
    expect(decide(user, { resource: naming('arn:aws:iam::111111111111:user/bob') })).toBe('ImplicitDeny');
  });
});

describe('a resource policy of another account', () => {
  const abroad = { resourceAccount: '222222222222' };

  it.each([user.arn, home, '*'])('that names the user as %s needs an Allow on both sides', (name) => {
    const layers = { resource: naming(name) };
    const identity = [policy('identity', allow)];

    expect(decide(user, layers, abroad)).toBe('ImplicitDeny');
    expect(decide(user, { identity }, abroad)).toBe('ImplicitDeny');
    expect(decide(user, { ...layers, identity }, abroad)).toBe('Allow');
    expect(decide(user, { ...layers, identity, ...silentBoundary }, abroad)).toBe('ImplicitDeny');
  });

  it('lets in the root of the account it names', () => {
    expect(decide(root, {}, abroad)).toBe('ImplicitDeny');
    expect(decide(root, { resource: naming(home) }, abroad)).toBe('Allow');
  });
});

describe('a trust policy', () => {
  const assume = { action: 'sts:AssumeRole', resource: `arn:aws:iam::${home}:role/target` };
  const administrator = [policy('identity', { Effect: 'Allow', Action: '*', Resource: '*' })];
  const trusting = (name: string, ids: Readonly<Record<string, string>> = {}) => ({
    trust: {
      ...policy('trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: name } }),
      principalIds: new Map(Object.entries(ids)),
    },
  });

  it('is needed by an administrator too', () => {
    const layers = { ...trusting('arn:aws:iam::111111111111:user/bob'), identity: administrator };

    expect(decide(user, layers, assume)).toBe('ImplicitDeny');
    expect(decide(root, layers, assume)).toBe('ImplicitDeny');
  });

  it('is enough for a user that it names, and delegates when it names the account', () => {
    expect(decide(user, trusting(user.arn), assume)).toBe('Allow');
    expect(decide(user, trusting(home), assume)).toBe('ImplicitDeny');
    expect(decide(user, { ...trusting(home), identity: administrator }, assume)).toBe('Allow');
  });

  it('does not trust a successor of the same name', () => {
    expect(decide(user, trusting(user.arn, { [user.arn]: user.userId }), assume)).toBe('Allow');
    expect(decide(user, trusting(user.arn, { [user.arn]: 'AIDAFORMER' }), assume)).toBe('ImplicitDeny');
  });
});

describe('limits and denies', () => {
  const identity = [policy('identity', allow)];
  const levels = (...documents: readonly object[]) => documents.map((document) => [policy('scp', document)]);

  it('every level of guardrails must allow, for root as well', () => {
    expect(decide(user, { identity, guardrails: levels(allow, allow) })).toBe('Allow');
    expect(decide(user, { identity, guardrails: levels(allow, other) })).toBe('ImplicitDeny');
    expect(decide(user, { identity, guardrails: [[]] })).toBe('ImplicitDeny');
    expect(decide(root, { guardrails: levels(allow) })).toBe('Allow');
    expect(decide(root, { guardrails: levels(other) })).toBe('ImplicitDeny');
  });

  it('limits never grant', () => {
    expect(
      decide(session, { boundary: policy('boundary', allow), session: [policy('session', allow)] }),
    ).toBe('ImplicitDeny');
  });

  it.each<[string, Partial<OracleLayers>]>([
    ['an identity policy', { identity: [policy('identity', allow, deny)] }],
    ['a boundary', { identity, boundary: policy('boundary', allow, deny) }],
    ['a session policy', { identity, session: [policy('session', allow, deny)] }],
    ['guardrails', { identity, guardrails: [[policy('scp', allow)], [policy('scp', allow, deny)]] }],
    [
      'a resource policy that names the account',
      { identity, resource: policy('resource', { ...deny, Principal: { AWS: home } }) },
    ],
  ])('a Deny in %s wins', (_layer, layers) => {
    expect(decide(user, layers)).toBe('ExplicitDeny');
  });

  it('a federated session without a session policy has only what names the session itself', () => {
    expect(decide(federatedUser, { identity })).toBe('ImplicitDeny');
    expect(decide(federatedUser, { identity, session: [policy('session', allow)] })).toBe('Allow');
    expect(decide(federatedUser, { resource: naming(federatedUser.userArn) })).toBe('ImplicitDeny');
    expect(
      decide(federatedUser, { resource: naming(federatedUser.userArn), session: [policy('session', allow)] }),
    ).toBe('Allow');
    expect(decide(federatedUser, { resource: naming(federatedUser.arn) })).toBe('Allow');
  });
});

describe('NotPrincipal with Deny', () => {
  const exempt = (...names: readonly string[]) => ({
    identity: [policy('identity', allow)],
    resource: policy('resource', { ...deny, NotPrincipal: { AWS: names } }),
  });

  it('leaves out who is listed under every name: session, role and account', () => {
    expect(decide(session, exempt(session.arn, session.roleArn, home))).toBe('Allow');
    expect(decide(session, exempt(session.arn, home))).toBe('ExplicitDeny');
    expect(decide(user, exempt(user.arn, home))).toBe('Allow');
    expect(decide(user, exempt(user.arn))).toBe('ExplicitDeny');
  });

  it('hits everybody who has a boundary', () => {
    const boundary = policy('boundary', allow);

    expect(decide(user, { ...exempt(user.arn, home), boundary })).toBe('ExplicitDeny');
  });
});

describe('callers without an account', () => {
  it('anonymous ones need a resource policy for everybody', () => {
    expect(decide(anonymous, { resource: naming('*') })).toBe('Allow');
    expect(decide(anonymous, { resource: naming(home) })).toBe('ImplicitDeny');
    expect(decide(anonymous, {})).toBe('ImplicitDeny');
  });

  it('services need one that names them', () => {
    const named = { ...allow, Principal: { Service: 'ec2.amazonaws.com' } };

    expect(decide(service, { resource: policy('resource', named) })).toBe('Allow');
    expect(decide(anonymous, { resource: policy('resource', named) })).toBe('ImplicitDeny');
  });
});
