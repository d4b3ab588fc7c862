import { evaluate } from './evaluate.js';
import { explain } from './explain.js';
import type { AppliedPolicy, PolicyLayers } from './policy-layers.js';
import type { PrincipalDescriptor } from './principal.js';
import {
  account,
  applied,
  type Asked,
  assumeRole,
  federatedUser,
  otherAccount,
  request,
  resourcePolicy,
  roleSession,
  root,
  statement,
  trust,
  user,
} from './request.fixture.js';

const allow = applied(statement('Allow', '*'), 'Allow');
const deny = applied(statement('Deny', '*'), 'Deny');
const elsewhere = applied(statement('Allow', 'sqs:*'), 'Elsewhere');
const userArn = user().arn;
const { arn: sessionArn, roleArn } = roleSession();

/** The plain answer, which must also be the explained one. */
function decide(principal: PrincipalDescriptor, layers: Partial<PolicyLayers>, asked: Asked = {}): string {
  const whole = { identity: [], ...layers };
  const question = request(principal, asked);
  const { decision, decidedBy } = evaluate(question, whole);
  expect(explain(question, whole)).toMatchObject({ decision, decidedBy });
  return `${decision} ${decidedBy}`;
}

const byResource = 'Allow ResourcePolicy';

/** AWS IAM User Guide, "Policy evaluation logic": a resource policy and an implicit deny in the same account. */
describe('a resource policy of the same account', () => {
  it.each<[string, PrincipalDescriptor, unknown, string, string, string]>([
    ['the user', user(), { AWS: userArn }, byResource, byResource, byResource],
    [
      'the role of a session',
      roleSession(),
      { AWS: roleArn },
      byResource,
      'ImplicitDeny PermissionsBoundary',
      'ImplicitDeny SessionPolicy',
    ],
    ['the session', roleSession(), { AWS: sessionArn }, byResource, byResource, byResource],
    ['everyone, to a user', user(), '*', byResource, byResource, byResource],
    ['everyone, to a session', roleSession(), { AWS: '*' }, byResource, byResource, byResource],
    [
      'the account',
      user(),
      { AWS: account },
      'ImplicitDeny Default',
      'ImplicitDeny Default',
      'ImplicitDeny Default',
    ],
    [
      'the account by its root, to a session',
      roleSession(),
      { AWS: root().arn },
      'ImplicitDeny Default',
      'ImplicitDeny Default',
      'ImplicitDeny Default',
    ],
    [
      'nobody',
      user(),
      { AWS: user('bob').arn },
      'ImplicitDeny Default',
      'ImplicitDeny Default',
      'ImplicitDeny Default',
    ],
    [
      'a federated session',
      federatedUser(),
      { AWS: federatedUser().arn },
      byResource,
      byResource,
      byResource,
    ],
  ])('that names %s', (_title, principal, named, inIdentity, inBoundary, inSession) => {
    const resource = resourcePolicy({ Principal: named });
    const cells = [
      decide(principal, { resource }),
      decide(principal, { resource, boundary: elsewhere }),
      decide(principal, { resource, session: [elsewhere] }),
    ];
    expect(cells).toEqual([inIdentity, inBoundary, inSession]);
  });

  it('that names everyone may be limited by conditions on who asks', () => {
    const Condition = { ArnEquals: { 'aws:PrincipalArn': roleArn } };
    const resource = resourcePolicy({ Principal: '*', Condition });
    expect(decide(roleSession(), { resource, boundary: elsewhere, session: [elsewhere] })).toBe(byResource);
    expect(decide(user(), { resource })).toBe('ImplicitDeny Default');
  });

  it('that names the role lets through what boundary and session policies allow', () => {
    const resource = resourcePolicy({ Principal: { AWS: roleArn } });
    expect(decide(roleSession(), { resource, boundary: allow, session: [allow] })).toBe(byResource);
  });

  it('is not needed when the identity policies allow', () => {
    const resource = resourcePolicy({ Principal: { AWS: user('bob').arn } });
    expect(decide(user(), { resource, identity: [allow] })).toBe('Allow IdentityPolicy');
    expect(decide(root(), { resource })).toBe('Allow Root');
  });

  it.each<[string, unknown]>([
    ['the user', { AWS: userArn }],
    ['the account', { AWS: account }],
    ['everyone', '*'],
  ])('that denies %s denies', (_title, named) => {
    const resource = resourcePolicy({ Effect: 'Deny', Principal: named }, { Principal: '*' });
    expect(decide(user(), { resource, identity: [allow] })).toBe('ExplicitDeny ResourcePolicy');
  });

  it('that denies the account denies its root and its sessions', () => {
    const resource = resourcePolicy({ Effect: 'Deny', Principal: { AWS: account } });
    for (const principal of [root(), roleSession(), federatedUser()]) {
      expect(decide(principal, { resource, identity: [allow] })).toBe('ExplicitDeny ResourcePolicy');
    }
  });

  it('applies only to the actions and resources that it names', () => {
    const resource = resourcePolicy({ Principal: '*', Action: 'orders:Put*' });
    expect(decide(user(), { resource })).toBe('ImplicitDeny Default');
    expect(decide(user(), { resource }, { action: 'orders:PutOrder' })).toBe(byResource);
  });
});

describe('a resource of another account', () => {
  const asked = { resource: `arn:aws:orders:eu-central-1:${otherAccount}:order/1` };
  const session = roleSession();

  it.each<[string, PrincipalDescriptor, unknown]>([
    ['the user', user(), { AWS: userArn }],
    ['the session', session, { AWS: sessionArn }],
    ['the role', session, { AWS: roleArn }],
    ['the account', user(), { AWS: account }],
    ['everyone', user(), '*'],
  ])('whose policy names %s needs an allow of both sides', (_title, principal, named) => {
    const resource = resourcePolicy({ Principal: named });
    expect(decide(principal, { resource }, asked)).toBe('ImplicitDeny Default');
    expect(decide(principal, { resource, identity: [allow] }, asked)).toBe('Allow IdentityPolicy');
    expect(decide(principal, { resource, identity: [allow], boundary: elsewhere }, asked)).toBe(
      'ImplicitDeny PermissionsBoundary',
    );
    expect(decide(principal, { resource, identity: [allow], session: [elsewhere] }, asked)).toBe(
      'ImplicitDeny SessionPolicy',
    );
    expect(decide(principal, { identity: [allow] }, asked)).toBe('ImplicitDeny ResourcePolicy');
  });

  it('whose policy names others stays closed', () => {
    const resource = resourcePolicy({ Principal: { AWS: otherAccount } });
    expect(decide(user(), { resource, identity: [allow] }, asked)).toBe('ImplicitDeny ResourcePolicy');
  });

  it('is open to the root of an account that it names', () => {
    const resource = resourcePolicy({ Principal: { AWS: account } });
    expect(decide(root(), { resource }, asked)).toBe('Allow Root');
  });

  it('is known by the policy, the request or the ARN, in this order', () => {
    const resource = resourcePolicy({ Principal: { AWS: userArn } });
    const foreign = { ...resource, account: otherAccount };
    expect(decide(user(), { resource: foreign })).toBe('ImplicitDeny Default');
    expect(decide(user(), { resource: foreign }, { resourceAccount: account })).toBe('ImplicitDeny Default');
    expect(decide(user(), { resource }, { ...asked, resourceAccount: account })).toBe(byResource);
    expect(decide(user(), { resource: { ...resource, account } }, asked)).toBe(byResource);
  });
});

describe('a permissions boundary', () => {
  it('grants nothing', () => {
    expect(decide(user(), { boundary: allow })).toBe('ImplicitDeny Default');
  });

  it('limits identity policies', () => {
    expect(decide(user(), { identity: [allow], boundary: allow })).toBe('Allow IdentityPolicy');
    expect(decide(user(), { identity: [allow], boundary: elsewhere })).toBe(
      'ImplicitDeny PermissionsBoundary',
    );
  });

  it('may deny', () => {
    const resource = resourcePolicy({ Principal: { AWS: userArn } });
    expect(decide(user(), { identity: [allow], resource, boundary: deny })).toBe(
      'ExplicitDeny PermissionsBoundary',
    );
  });
});

describe('session policies', () => {
  it('grant nothing, and limit', () => {
    expect(decide(roleSession(), { session: [allow] })).toBe('ImplicitDeny Default');
    expect(decide(roleSession(), { identity: [allow], session: [elsewhere] })).toBe(
      'ImplicitDeny SessionPolicy',
    );
    expect(decide(roleSession(), { identity: [allow], boundary: allow, session: [allow] })).toBe(
      'Allow IdentityPolicy',
    );
  });

  it('are one limit together: any of them may allow', () => {
    expect(decide(roleSession(), { identity: [allow], session: [elsewhere, allow] })).toBe(
      'Allow IdentityPolicy',
    );
  });

  it('may deny, any of them', () => {
    expect(decide(roleSession(), { identity: [allow], session: [allow, deny] })).toBe(
      'ExplicitDeny SessionPolicy',
    );
  });

  it('that are none at all, although some were passed, allow nothing', () => {
    expect(decide(roleSession(), { identity: [allow], session: [] })).toBe('ImplicitDeny SessionPolicy');
  });
});

describe('a federated session', () => {
  const parent = resourcePolicy({ Principal: { AWS: federatedUser().userArn } });

  it('has nothing of its user without a session policy', () => {
    expect(decide(federatedUser(), { identity: [allow] })).toBe('ImplicitDeny SessionPolicy');
    expect(decide(federatedUser(), { resource: parent })).toBe('ImplicitDeny SessionPolicy');
  });

  it('has what both its user and its session policy allow', () => {
    expect(decide(federatedUser(), { identity: [allow], session: [allow] })).toBe('Allow IdentityPolicy');
    expect(decide(federatedUser(), { session: [allow] })).toBe('ImplicitDeny Default');
    expect(decide(federatedUser(), { resource: parent, session: [allow] })).toBe(byResource);
  });
});

describe('guardrails', () => {
  it.each<[string, readonly (readonly AppliedPolicy[])[], string]>([
    ['no level', [], 'Allow IdentityPolicy'],
    ['a level that allows', [[allow]], 'Allow IdentityPolicy'],
    ['levels that all allow', [[allow], [elsewhere, allow], [allow]], 'Allow IdentityPolicy'],
    ['a level that allows something else', [[allow], [elsewhere]], 'ImplicitDeny Organization'],
    ['a level without policies', [[allow], []], 'ImplicitDeny Organization'],
    ['a Deny beside an Allow', [[allow, deny]], 'ExplicitDeny Organization'],
    ['a Deny in a later level', [[elsewhere], [allow, deny]], 'ExplicitDeny Organization'],
  ])('with %s', (_title, guardrails, expected) => {
    expect(decide(user(), { identity: [allow], guardrails })).toBe(expected);
  });

  it('limit root and what resource policies grant, and grant nothing', () => {
    const resource = resourcePolicy({ Principal: '*' });
    expect(decide(root(), { guardrails: [[elsewhere]] })).toBe('ImplicitDeny Organization');
    expect(decide(user(), { resource, guardrails: [[elsewhere]] })).toBe('ImplicitDeny Organization');
    expect(decide(user(), { guardrails: [[allow]] })).toBe('ImplicitDeny Default');
  });
});

describe('callers without an account', () => {
  const anonymous = { kind: 'anonymous' } as const;
  const service = { kind: 'service', service: 'x.amazonaws.com' } as const;

  it('are let in by name, or with everyone', () => {
    expect(decide(anonymous, { resource: resourcePolicy({ Principal: '*' }) })).toBe(byResource);
    expect(decide(anonymous, { resource: resourcePolicy({ Principal: { AWS: account } }) })).toBe(
      'ImplicitDeny ResourcePolicy',
    );
    expect(decide(service, { resource: resourcePolicy({ Principal: { Service: service.service } }) })).toBe(
      byResource,
    );
    expect(decide(service, { resource: resourcePolicy({ Principal: { Service: 'y.amazonaws.com' } }) })).toBe(
      'ImplicitDeny ResourcePolicy',
    );
  });

  it('are in no organization when they have no credentials', () => {
    const resource = resourcePolicy({ Principal: '*' });
    expect(decide(anonymous, { resource, guardrails: [[elsewhere]] })).toBe(byResource);
    expect(decide(service, { resource, guardrails: [[elsewhere]] })).toBe('ImplicitDeny Organization');
  });

  it('are stopped by a Deny for everyone', () => {
    const resource = resourcePolicy({ Principal: '*' }, { Effect: 'Deny', Principal: '*' });
    expect(decide(anonymous, { resource })).toBe('ExplicitDeny ResourcePolicy');
  });
});

describe('a trust policy that names the role of the caller', () => {
  const naming = { identity: [], trust: trust({ AWS: roleArn }) };

  it('needs boundary and session policies to allow', () => {
    const asked = assumeRole(roleSession());
    expect(evaluate(asked, naming)).toEqual({ decision: 'Allow', decidedBy: 'ResourcePolicy' });
    expect(evaluate(asked, { ...naming, boundary: elsewhere }).decidedBy).toBe('PermissionsBoundary');
    expect(evaluate(asked, { ...naming, session: [elsewhere] }).decidedBy).toBe('SessionPolicy');
  });
});

describe('a Deny', () => {
  it('is attributed to the first layer that has one, in a fixed order', () => {
    const resource = resourcePolicy({ Effect: 'Deny', Principal: '*' });
    const layers: [string, Partial<PolicyLayers>][] = [
      ['Organization', { guardrails: [[deny]] }],
      ['ResourcePolicy', { resource }],
      ['IdentityPolicy', { identity: [deny] }],
      ['PermissionsBoundary', { boundary: deny }],
      ['SessionPolicy', { session: [deny] }],
    ];
    for (const [index, [layer]] of layers.entries()) {
      const present = Object.assign(
        { identity: [] },
        ...layers.slice(index).map(([, each]) => each),
      ) as PolicyLayers;
      expect(decide(user(), present)).toBe(`ExplicitDeny ${layer}`);
      const { determining } = explain(request(user()), present);
      expect(determining.map((each) => each.layer)).toEqual(layers.slice(index).map(([each]) => each));
    }
  });
});

describe('one decision', () => {
  it('leaves nothing behind for the next', () => {
    const resource = {
      ...resourcePolicy({ Principal: { AWS: userArn } }),
      principalIds: new Map([[userArn, 'x']]),
    };
    expect(decide(user(), { resource, boundary: allow })).toBe('ImplicitDeny Default');
    expect(decide(user(), { resource: resourcePolicy({ Principal: { AWS: userArn } }) })).toBe(byResource);
    const notPrincipal = resourcePolicy({ Effect: 'Deny', NotPrincipal: { AWS: [userArn, account] } });
    expect(decide(user(), { resource: notPrincipal, identity: [allow] })).toBe('Allow IdentityPolicy');
  });

  it('cannot be changed by who gets it', () => {
    expect(Object.isFrozen(evaluate(request(user()), { identity: [] }))).toBe(true);
  });
});
