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
    [
      'a role trusts its caller',
      {
        action: 'sts:AssumeRole',
        resource: 'arn:aws:iam::123456789012:role/r',
        resourcePolicy: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { AWS: ask.principal }, Action: 'sts:AssumeRole' }],
        },
      },
      'allowed',
    ],
  ])('when %s', (_, more, decision) => {
    expect(answer({ ...ask, ...more })).toMatchObject({ id: 'q', decision });
  });

  it.each([
    ['a policy cannot be parsed', { identityPolicies: [{ Statement: 1 }] }, /stored policy cannot be read/],
    [
      'a layer is not built yet',
      { permissionsBoundary: allow },
      /`permissionsBoundary` is not supported yet/,
    ],
    [
      'a resource policy is not a trust policy',
      { resourcePolicy: allow },
      /`resourcePolicy` is not supported yet/,
    ],
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
