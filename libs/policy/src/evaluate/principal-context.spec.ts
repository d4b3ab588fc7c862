import { isServiceKnownKey, principalContext } from './principal-context.js';
import type { PrincipalDescriptor } from './principal.js';
import { account, federatedUser, roleSession, root, user } from './request.fixture.js';

function keysOf(principal: PrincipalDescriptor, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const context = principalContext(principal);
  return Object.fromEntries(keys.map((key) => [key, context.get(key.toLowerCase())]));
}

const always = [
  'aws:username',
  'aws:userid',
  'aws:PrincipalType',
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
];

describe('principalContext', () => {
  it.each<[string, PrincipalDescriptor, readonly unknown[]]>([
    ['a user', user('ada'), ['ada', 'AIDAADA', 'User', `arn:aws:iam::${account}:user/ada`, account]],
    [
      'a role session',
      roleSession('Deploy', 'ci'),
      [undefined, 'AROADEPLOY:ci', 'AssumedRole', `arn:aws:iam::${account}:role/team/Deploy`, account],
    ],
    [
      'a federated session',
      federatedUser('guest'),
      [
        undefined,
        `${account}:guest`,
        'FederatedUser',
        `arn:aws:sts::${account}:federated-user/guest`,
        account,
      ],
    ],
    ['root', root(), [undefined, account, 'Account', `arn:aws:iam::${account}:root`, account]],
    ['nobody', { kind: 'anonymous' }, [undefined, 'anonymous', 'Anonymous', undefined, 'anonymous']],
    [
      'a service',
      { kind: 'service', service: 'ec2.amazonaws.com' },
      [undefined, undefined, undefined, undefined, undefined],
    ],
  ])('of %s', (_title, principal, values) => {
    expect(Object.values(keysOf(principal, always))).toEqual(values);
  });

  it('says that a user with an access key has neither token nor MFA', () => {
    const keys = [
      'aws:TokenIssueTime',
      'aws:MultiFactorAuthPresent',
      'aws:MultiFactorAuthAge',
      'aws:SourceIdentity',
    ];
    expect(Object.values(keysOf(user(), keys))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('says what is known of temporary credentials', () => {
    const session = {
      issuedAt: '2026-11-24T10:00:00Z',
      mfaPresent: true,
      mfaAgeSeconds: 5,
      sourceIdentity: 'ada',
      federatedProvider: 'p',
    };
    const keys = {
      'aws:TokenIssueTime': '2026-11-24T10:00:00Z',
      'aws:MultiFactorAuthPresent': 'true',
      'aws:MultiFactorAuthAge': '5',
      'aws:SourceIdentity': 'ada',
      'aws:FederatedProvider': 'p',
    };
    expect(keysOf({ ...user(), session }, Object.keys(keys))).toEqual(keys);
    expect(keysOf(roleSession(), ['aws:MultiFactorAuthPresent'])).toEqual({
      'aws:MultiFactorAuthPresent': 'false',
    });
  });

  it('has the tags of the principal, found without regard to case', () => {
    const context = principalContext({ ...user(), tags: { Team: 'Red', __proto__x: 'y' } });
    expect([context.get('aws:principaltag/team'), context.get('aws:principaltag/__proto__x')]).toEqual([
      'Red',
      'y',
    ]);
  });

  it('names a service and a provider', () => {
    expect(
      keysOf({ kind: 'service', service: 's' }, ['aws:PrincipalServiceName', 'aws:PrincipalIsAWSService']),
    ).toEqual({
      'aws:PrincipalServiceName': 's',
      'aws:PrincipalIsAWSService': 'true',
    });
    expect(keysOf({ kind: 'federated', provider: 'p' }, ['aws:FederatedProvider'])).toEqual({
      'aws:FederatedProvider': 'p',
    });
  });

  it('gives only keys that the caller may not send', () => {
    const session = {
      issuedAt: 'x',
      mfaPresent: true,
      mfaAgeSeconds: 5,
      sourceIdentity: 'ada',
      federatedProvider: 'p',
    };
    const context = principalContext({ ...user(), tags: { a: 'b' }, session });
    const sendable = ['aws:SourceIp', 'aws:CurrentTime', 'aws:RequestTag/a', 'aws:ResourceTag/a'];
    expect(
      sendable.filter((key) => context.get(key.toLowerCase()) !== undefined || isServiceKnownKey(key)),
    ).toEqual([]);
  });
});

describe('isServiceKnownKey', () => {
  it.each([
    'aws:PrincipalArn',
    'AWS:USERNAME',
    'aws:PrincipalTag/x',
    'aws:principaltag/',
    'aws:MultiFactorAuthAge',
  ])('%s is known', (key) => {
    expect(isServiceKnownKey(key)).toBe(true);
  });

  it.each(['', 'aws:PrincipalTagx', 'aws:CurrentTime', 'aws:SourceIp', 'x:aws:username', 'aws:usernames'])(
    '%s is not',
    (key) => {
      expect(isServiceKnownKey(key)).toBe(false);
    },
  );
});
