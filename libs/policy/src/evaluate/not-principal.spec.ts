import { evaluate } from './evaluate.js';
import { explain } from './explain.js';
import type { PolicyLayers } from './policy-layers.js';
import type { PrincipalDescriptor } from './principal.js';
import {
  account,
  applied,
  federatedUser,
  request,
  resourcePolicy,
  roleSession,
  root,
  statement,
  user,
} from './request.fixture.js';

const allow = applied(statement('Allow', '*'));
const userArn = user().arn;
const { arn: sessionArn, roleArn } = roleSession();

/** The plain answer, which must also be the explained one. */
function decide(principal: PrincipalDescriptor, layers: PolicyLayers): string {
  const { decision, decidedBy } = evaluate(request(principal), layers);
  expect(explain(request(principal), layers)).toMatchObject({ decision, decidedBy });
  return `${decision} ${decidedBy}`;
}

describe('NotPrincipal', () => {
  const everyName = [sessionArn, roleArn, account];

  it.each<[string, PrincipalDescriptor, object, boolean]>([
    ['a user and its account', user(), { AWS: [userArn, account] }, true],
    ['a user without its account', user(), { AWS: userArn }, false],
    ['the account of a user', user(), { AWS: account }, false],
    ['another user', user(), { AWS: [user('bob').arn, account] }, false],
    ['every name of a session', roleSession(), { AWS: everyName }, true],
    ...everyName.map((name): [string, PrincipalDescriptor, object, boolean] => [
      `every name of a session but ${name}`,
      roleSession(),
      { AWS: everyName.filter((each) => each !== name) },
      false,
    ]),
    [
      'the names of a federated session',
      federatedUser(),
      { AWS: [federatedUser().arn, userArn, account] },
      true,
    ],
    ['a federated session without its user', federatedUser(), { AWS: [federatedUser().arn, account] }, false],
    ['the account, to root', root(), { AWS: account }, true],
    ['everyone', user(), { AWS: '*' }, true],
    ['a service', { kind: 'service', service: 's' }, { Service: 's' }, true],
    ['another service', { kind: 'service', service: 's' }, { Service: 't' }, false],
    ['a provider', { kind: 'federated', provider: 'p' }, { Federated: 'p' }, true],
    ['an account, to nobody', { kind: 'anonymous' }, { AWS: account }, false],
  ])('with %s', (_title, principal, named, isExempt) => {
    const resource = resourcePolicy({ Effect: 'Deny', NotPrincipal: named });
    const hit = 'ExplicitDeny ResourcePolicy';
    expect(decide(principal, { resource, identity: [allow], session: [allow] }) === hit).toBe(!isExempt);
  });

  it('always hits a caller with a permissions boundary', () => {
    const resource = resourcePolicy({ Effect: 'Deny', NotPrincipal: { AWS: [userArn, account] } });
    expect(decide(user(), { resource, identity: [allow], boundary: allow })).toBe(
      'ExplicitDeny ResourcePolicy',
    );
  });

  it('does not exempt who was made again under an old name', () => {
    const policy = resourcePolicy({ Effect: 'Deny', NotPrincipal: { AWS: [userArn, account] } });
    const resource = { ...policy, principalIds: new Map([[userArn, 'AIDAOLD']]) };
    expect(decide(user(), { resource, identity: [allow] })).toBe('ExplicitDeny ResourcePolicy');
  });
});

describe('a NotPrincipal that names the caller', () => {
  const resource = resourcePolicy({
    Effect: 'Deny',
    NotPrincipal: { AWS: [userArn, account] },
    Action: '*',
    Resource: '*',
  });
  const candidates = (boundary: PolicyLayers['boundary']) => {
    const layers = { identity: [allow], resource, ...(boundary && { boundary }) };
    return explain(request(user()), layers).candidates.map(({ reason }) => reason);
  };

  it('is a reason that a Deny does not apply', () => {
    expect(candidates(undefined)).toEqual(['principal_not_matched']);
  });

  it('is none where the caller has a boundary: then the Deny applies', () => {
    expect(candidates(allow)).toEqual([]);
  });
});

it('what matched led to nothing where a boundary does not allow', () => {
  const boundary = applied(statement('Allow', 'other:*'));
  const { decision, determining } = explain(request(user()), { identity: [allow], boundary });
  expect([decision, determining]).toEqual(['ImplicitDeny', []]);
});
