import { allow, errors, read, trusting } from './reading.fixture.js';

describe('trust policies', () => {
  const withPrincipal = (principal: unknown) => read([{ ...trusting, Principal: principal }], 'trust');

  it.each([
    { AWS: '123456789012' },
    { AWS: ['arn:aws:iam::123456789012:root', 'arn:aws:iam::123456789012:user/a/b'] },
    { AWS: 'arn:aws:iam::123456789012:role/r' },
    { AWS: 'arn:aws:sts::123456789012:assumed-role/r/s' },
    { AWS: 'arn:aws:sts::123456789012:federated-user/n' },
    { Federated: 'cognito-identity.amazonaws.com' },
    { Federated: 'arn:aws:iam::123456789012:saml-provider/p' },
    { Service: 'ec2.amazonaws.com', AWS: '123456789012' },
  ])('may trust %j', (principal) => {
    expect(withPrincipal(principal)).toMatchObject({ ok: true, warnings: [] });
  });

  it.each<[unknown, readonly string[]]>([
    [undefined, ['missing_element ']],
    ['123456789012', ['invalid_principal /Principal']],
    [['*'], ['wrong_type /Principal']],
    [{}, ['missing_element /Principal']],
    [{ AWS: [] }, ['empty_list /Principal/AWS']],
    [{ AWS: 1 }, ['wrong_type /Principal/AWS']],
    [{ aws: '*' }, ['unknown_element /Principal/aws']],
    [{ AWS: '12345678901' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'ada' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'arn:aws:iam::123456789012:user/*' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'arn:aws:iam::123456789012:group/g' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'arn:aws:iam::123456789012:user/' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'arn:aws:iam::1:root' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'arn:aws:sts::123456789012:assumed-role/r' }, ['invalid_principal /Principal/AWS']],
    [{ AWS: 'arn:aws:s3:::b' }, ['invalid_principal /Principal/AWS']],
    [{ Service: '*' }, ['invalid_principal /Principal/Service']],
    [{ Federated: '' }, ['invalid_principal /Principal/Federated']],
    [{ CanonicalUser: 'abc' }, ['not_supported /Principal/CanonicalUser']],
  ])('must not trust %j', (principal, expected) => {
    expect(errors(withPrincipal(principal))).toEqual(
      expected.map((error) => error.replace(' ', ' /Statement/0')),
    );
  });

  it.each<[object, string]>([
    [{ Resource: '*' }, 'element_not_allowed /Resource'],
    [{ NotResource: '*' }, 'element_not_allowed /NotResource'],
    [{ Principal: undefined, NotPrincipal: { AWS: '123456789012' } }, 'element_not_allowed /NotPrincipal'],
    [{ Action: undefined, NotAction: 'sts:GetCallerIdentity' }, 'element_not_allowed /NotAction'],
    [{ Action: 'iam:CreateUser' }, 'invalid_action /Action'],
    [{ Action: '*' }, 'invalid_action /Action'],
  ])('must not have %j', (change, expected) => {
    expect(errors(read([{ ...trusting, ...change }], 'trust'))).toEqual([
      expected.replace(' ', ' /Statement/0'),
    ]);
  });
});

describe('NotPrincipal in a resource policy', () => {
  const statement = { ...allow, NotPrincipal: { AWS: '123456789012' } };

  it('goes with Deny', () => {
    const reading = read({ ...statement, Effect: 'Deny' }, 'resource');
    expect(reading.ok && reading.policy.statements[0]?.principals).toEqual({
      negated: true,
      principals: [{ kind: 'AWS', value: '123456789012' }],
    });
  });

  it('does not go with Allow', () => {
    expect(errors(read(statement, 'resource'))).toEqual(['element_not_allowed /Statement/NotPrincipal']);
  });
});

describe('principals that name nobody', () => {
  const statement = (principal: object) => ({ ...allow, Effect: 'Deny', Principal: principal });

  it.each<[object, string]>([
    [{ AWS: 'arn:aws:iam::123456789012:user/*' }, 'invalid_principal /AWS'],
    [{ AWS: ['123456789012', 'arn:aws:iam::123456789012:role/a?'] }, 'invalid_principal /AWS/1'],
    [{ Service: '*.amazonaws.com' }, 'invalid_principal /Service'],
    [{ CanonicalUser: '79a59d' }, 'not_supported /CanonicalUser'],
  ])('%j are refused, unless only the grammar counts', (principal, expected) => {
    expect(errors(read(statement(principal), 'resource'))).toEqual([
      expected.replace(' ', ' /Statement/Principal'),
    ]);
    expect(errors(read(statement(principal), 'resource', { grammarOnly: true }))).toEqual([]);
  });

  it('a variable in a principal is warned of', () => {
    const reading = read(statement({ AWS: 'arn:aws:iam::123456789012:user/${aws:username}' }), 'resource');
    expect(reading.warnings.map(({ code }) => code)).toEqual(['variable_not_replaced']);
  });
});
