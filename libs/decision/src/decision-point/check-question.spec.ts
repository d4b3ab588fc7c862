import { checkQuestion } from './check-question.js';
import type { Question } from './question.js';

const sound: Question = {
  subject: { kind: 'principal', arn: 'arn:aws:iam::123456789012:user/team/ada' },
  action: 'orders:CancelOrder',
  resource: 'arn:aws:orders:eu:123456789012:order/1',
  context: [['orders:Region', 'eu']],
  explain: false,
};

const faultsOf = (change: Partial<Question>) => checkQuestion({ ...sound, ...change });
const ofPrincipal = (arn: string) =>
  faultsOf({ subject: { kind: 'principal', arn } }).map(({ code }) => code);

describe('a question', () => {
  it('is sound as it stands', () => {
    expect(checkQuestion(sound)).toEqual([]);
  });

  it.each([
    'arn:aws:iam::123456789012:root',
    'arn:aws:iam::123456789012:user/ada',
    'arn:aws-cn:iam::123456789012:user/a/b/c/ada.l+x=y,z@w-_',
    `arn:aws:iam::123456789012:user/${'n'.repeat(128)}`,
  ])('may be about %s', (arn) => {
    expect(ofPrincipal(arn)).toEqual([]);
  });

  it.each([
    'arn:aws:sts::123456789012:assumed-role/reader/session',
    'arn:aws:sts::123456789012:federated-user/ada',
    'arn:aws:iam::123456789012:role/reader',
    'arn:aws:iam::123456789012:role/path/reader',
    'arn:aws:iam::123456789012:group/staff',
  ])('may not be about %s: a token says more', (arn) => {
    const [fault, ...others] = faultsOf({ subject: { kind: 'principal', arn } });
    expect(fault).toMatchObject({ pointer: '/principal', code: 'principal_is_no_user' });
    expect(fault?.detail).toContain('send session_token');
    expect(others).toEqual([]);
  });

  it.each([
    '',
    '*',
    'ada',
    '123456789012',
    'arn:aws:iam::123456789012',
    'arn:aws:iam::123456789012:user',
    'arn:aws:iam::123456789012:user/',
    'arn:aws:iam::123456789012:user/a b',
    'arn:aws:iam::123456789012:user/*',
    'arn:aws:iam::123456789012:user/päth/ada',
    `arn:aws:iam::123456789012:user/${'n'.repeat(129)}`,
    `arn:aws:iam::123456789012:user/${'p'.repeat(600)}/ada`,
    `arn:aws:iam::123456789012:user/${'p'.repeat(60_000)}`,
    'arn:aws:iam::12345678901:user/ada',
    'arn:aws:iam::aws:user/ada',
    'arn:aws:iam:eu:123456789012:user/ada',
    'arn::iam::123456789012:user/ada',
    'arn:aws:s3::123456789012:user/ada',
    'arn:aws:iam::123456789012:policy/p',
    'arn:aws:iam::123456789012:rooted',
  ])('may not be about %j', (arn) => {
    expect(ofPrincipal(arn)).toEqual(['malformed_principal']);
  });

  it.each([
    '',
    'orders',
    '*',
    'orders:*',
    'orders:Get?',
    'orders:',
    ':Get',
    'a:b:c',
    'or ders:Get',
    'orders:G et',
  ])('has no action %j', (action) => {
    expect(faultsOf({ action })).toMatchObject([{ pointer: '/action', code: 'malformed_action' }]);
  });

  it('has an action and a resource within bounds', () => {
    const resource = (length: number) => 'arn:aws:s3:::'.padEnd(length, 'k');
    expect(faultsOf({ action: 'a:'.padEnd(128, 'b'), resource: resource(2_048) })).toEqual([]);
    expect(faultsOf({ action: 'a:'.padEnd(129, 'b') })).toHaveLength(1);
    expect(faultsOf({ resource: resource(2_049) })).toHaveLength(1);
  });

  it.each(['', 'bucket', 'arn:aws:s3', '**', 'ARN:aws:s3:::b'])('has no resource %j', (resource) => {
    expect(faultsOf({ resource })).toMatchObject([{ pointer: '/resource', code: 'malformed_resource' }]);
  });

  it('may have no resource in particular', () => {
    expect(faultsOf({ resource: '*' })).toEqual([]);
  });

  it.each([
    'aws:PrincipalArn',
    'AWS:principalarn',
    'aws:PrincipalAccount',
    'aws:PrincipalType',
    'aws:PrincipalTag/team',
    'aws:principaltag/Team',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalIsAWSService',
    'aws:username',
    'aws:userid',
    'aws:TokenIssueTime',
    'aws:MultiFactorAuthPresent',
    'aws:MultiFactorAuthAge',
    'aws:SourceIdentity',
    'aws:FederatedProvider',
  ])('may not say %s, which the service knows', (key) => {
    expect(faultsOf({ context: [[key, 'x']] })).toMatchObject([{ code: 'reserved_key' }]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('has no context key %s', (key) => {
    expect(faultsOf({ context: [[key, 'x']] })).toMatchObject([
      { pointer: `/context/${key}`, code: 'malformed_key' },
    ]);
    expect(faultsOf({ context: [[`a:${key}`, 'x']] })).toEqual([]);
  });

  it('may not spell one key in two ways', () => {
    const context = [
      ['aws:SourceIp', '203.0.113.7'],
      ['orders:a/b', 'x'],
      ['AWS:sourceip', '198.51.100.7'],
      ['Orders:A/b', 'x'],
    ] as const;
    expect(faultsOf({ context })).toMatchObject([
      { pointer: '/context/AWS:sourceip', code: 'duplicate_key' },
      { pointer: '/context/Orders:A~1b', code: 'duplicate_key' },
    ]);
  });

  it('has keys within bounds', () => {
    expect(faultsOf({ context: [['k'.repeat(256), 'x']] })).toEqual([]);
    expect(
      faultsOf({
        context: [
          ['k'.repeat(257), 'x'],
          ['', 'x'],
        ],
      }),
    ).toMatchObject([{ code: 'malformed_key' }, { code: 'malformed_key' }]);
  });

  it('is told all that is wrong at once, but no more than ten faults', () => {
    const context = Array.from({ length: 50 }, (_, index) => [`aws:PrincipalTag/${index}`, 'x'] as const);
    const faults = faultsOf({ action: '', resource: '', context });
    expect(faults).toHaveLength(10);
    expect(faults.slice(0, 3).map(({ pointer }) => pointer)).toEqual([
      '/action',
      '/resource',
      '/context/aws:PrincipalTag~10',
    ]);
  });
});
