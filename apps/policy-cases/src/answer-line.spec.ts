import { answerLine } from './answer-line.js';

const allow = {
  Version: '2012-10-17',
  Statement: { Sid: 'S', Effect: 'Allow', Action: 'a:Get*', Resource: '*' },
};
const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
const ask = {
  id: 'q',
  principal: 'arn:aws:iam::123456789012:user/ada',
  action: 'a:GetThing',
  resource: '*',
  context: {},
  expected: 'this is never read',
};

const other = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'b:*', Resource: '*' }] };

function trusting(principal: object, action: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] };
}

function naming(principal: object): object {
  const statement = { Effect: 'Allow', Principal: principal, Action: 'a:*', Resource: '*' };
  return { Version: '2012-10-17', Statement: [statement] };
}

function answer(line: object): unknown {
  return answerLine(JSON.stringify(line)).answer;
}

describe('a line with an action', () => {
  it('is decided, and names the statement by its place in the case', () => {
    expect(answer({ ...ask, identityPolicies: [deny, allow].slice(1) })).toEqual({
      id: 'q',
      decision: 'allowed',
      determining: [{ policy: 'identityPolicies/0', sid: 'S', index: 0, pointer: '/Statement/0' }],
    });
  });

  it.each([
    ['nothing allows', {}, 'implicitDeny'],
    ['a group allows', { groupPolicies: [allow] }, 'allowed'],
    ['a group denies', { identityPolicies: [allow], groupPolicies: [deny] }, 'explicitDeny'],
    ['documents are text', { identityPolicies: [JSON.stringify(allow)] }, 'allowed'],
    [
      'a role session asks',
      { principal: 'arn:aws:sts::123456789012:assumed-role/r/s', identityPolicies: [allow] },
      'allowed',
    ],
    ['the root asks', { principal: 'arn:aws:iam::123456789012:root' }, 'allowed'],
    ['nobody asks', { principal: 'anonymous', identityPolicies: [] }, 'implicitDeny'],
    ['a boundary does not allow', { identityPolicies: [allow], permissionsBoundary: other }, 'implicitDeny'],
    ['a session policy does not allow', { identityPolicies: [allow], sessionPolicy: other }, 'implicitDeny'],
    ['a session policy allows', { identityPolicies: [allow], sessionPolicy: allow }, 'allowed'],
    [
      'one of two levels does not allow',
      { identityPolicies: [allow], scps: [[allow], [other]] },
      'implicitDeny',
    ],
    ['a level denies', { identityPolicies: [allow], scps: [[allow, deny]] }, 'explicitDeny'],
    ['the resource names the caller', { resourcePolicy: naming({ AWS: ask.principal }) }, 'allowed'],
    ['the resource names its account', { resourcePolicy: naming({ AWS: '123456789012' }) }, 'implicitDeny'],
    [
      'the resource belongs to others',
      { identityPolicies: [allow], resourceAccount: '999988887777' },
      'implicitDeny',
    ],
    [
      'a service is named',
      { principal: 'x.amazonaws.com', resourcePolicy: naming({ Service: 'x.amazonaws.com' }) },
      'allowed',
    ],
    [
      'a federated session is named',
      {
        principal: 'arn:aws:sts::123456789012:federated-user/f',
        resourcePolicy: naming({ AWS: 'arn:aws:sts::123456789012:federated-user/f' }),
      },
      'allowed',
    ],
    [
      'a session is named by the path of its role, which the context shows',
      {
        principal: 'arn:aws:sts::123456789012:assumed-role/r/s',
        context: { 'aws:principalarn': 'arn:aws:iam::123456789012:role/team/r' },
        resourcePolicy: naming({ AWS: 'arn:aws:iam::123456789012:role/team/r' }),
      },
      'allowed',
    ],
    [
      'a provider vouches for the caller of a role',
      {
        principal: 'idp.example.com',
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: 'arn:aws:iam::123456789012:role/r',
        resourcePolicy: trusting({ Federated: 'idp.example.com' }, 'sts:AssumeRoleWithWebIdentity'),
      },
      'allowed',
    ],
    [
      'a role trusts its caller',
      {
        action: 'sts:AssumeRole',
        resource: 'arn:aws:iam::123456789012:role/r',
        resourcePolicy: trusting({ AWS: ask.principal }, 'sts:AssumeRole'),
      },
      'allowed',
    ],
  ])('when %s', (_, more, decision) => {
    expect(answer({ ...ask, ...more })).toMatchObject({ id: 'q', decision });
  });

  it.each([
    ['a policy cannot be parsed', { identityPolicies: [{ Statement: 1 }] }, /stored policy cannot be read/],
    ['a resource policy names nobody', { resourcePolicy: allow }, /found no `Principal`/],
    ['a boundary cannot be parsed', { permissionsBoundary: 'x' }, /stored policy cannot be read/],
    ['the levels are none', { scps: [allow] }, /`scps` is not a list of lists/],
    ['the owner is not text', { resourceAccount: 1 }, /`resourceAccount` is not text/],
    ['the principal is not text', { principal: 1 }, /`principal` is not text/],
    [
      'the principal is a group',
      { principal: 'arn:aws:iam::123456789012:group/g' },
      /not a principal that can ask/,
    ],
    ['a list is none', { identityPolicies: allow }, /`identityPolicies` is not a list/],
    ['the context is odd', { context: { k: 1 } }, /`context` is not an object/],
    ['a key has two spellings', { context: { 'a:B': '1', 'a:b': '1' } }, /given twice/],
  ])('has an error instead of a decision when %s', (_, more, message) => {
    expect(answer({ ...ask, ...more })).toEqual({ id: 'q', error: expect.stringMatching(message) as string });
  });
});

describe('a line with a document', () => {
  it('is validated as its type says', () => {
    expect(answer({ id: 1, document: JSON.stringify(allow), policyType: 'managed' })).toEqual({
      id: 1,
      valid: true,
      errors: [],
      warnings: [],
    });
  });

  it('says where it is wrong', () => {
    expect(answer({ id: 1, document: '{\n "Statement": [{}] }' })).toMatchObject({
      valid: false,
      errors: expect.arrayContaining([
        expect.objectContaining({
          code: expect.any(String) as string,
          pointer: '/Statement/0',
          line: 2,
        }) as object,
      ]) as object,
    });
  });

  it.each([
    [{ document: '{}', policyType: 'poem' }, /`policyType` is none of/],
    [{ document: {} }, /`document` is not text/],
  ])('%j has an error', (line, message) => {
    expect(answer(line)).toMatchObject({ error: expect.stringMatching(message) as string });
  });
});

describe('a line that is not a case', () => {
  it.each([['{'], ['[]'], ['{}'], ['{"action":"a:b","action":"c:d"}'], ['"x"']])(
    '%s has an error',
    (text) => {
      expect(answerLine(text)).toEqual({ answer: { error: expect.any(String) as string }, isCase: false });
    },
  );
});
