import { compilePolicy } from '../compile/compile-policy.js';
import { policyOf } from '../evaluate/request.fixture.js';
import { contextKeys } from './context-keys.js';
import { mayAllow, mayDeny, namedActions } from './possible-actions.js';

describe('contextKeys', () => {
  const statement = {
    Effect: 'Allow',
    Action: 'a:*',
    Resource: ['arn:aws:a:::${aws:username}/*', "arn:aws:a:::${aws:PrincipalTag/team, 'x'}${*}"],
    Condition: {
      StringLike: { 'a:Prefix': ['${aws:userid}', '${*}${AWS:UserName}'], 'A:prefix': 'x' },
      'ForAnyValue:StringEquals': { 'aws:TagKeys': 'k' },
      NumericLessThan: { 'a:Max': '${a:NotAVariable}' },
      Null: { 'a:Prefix': 'false' },
    },
  };

  it('are those of conditions and variables, each once, as first written', () => {
    expect(contextKeys(policyOf({ Version: '2012-10-17', Statement: statement }))).toEqual([
      'aws:username',
      'aws:PrincipalTag/team',
      'a:Prefix',
      'aws:userid',
      'aws:TagKeys',
      'a:Max',
    ]);
  });

  it('are only those of conditions in a version without variables', () => {
    expect(contextKeys(policyOf({ Version: '2008-10-17', Statement: statement }))).toEqual([
      'a:Prefix',
      'aws:TagKeys',
      'a:Max',
    ]);
  });

  it('are none without conditions and variables', () => {
    const plain = { Effect: 'Deny', Action: '*', Resource: '*' };
    expect(contextKeys(policyOf({ Version: '2012-10-17', Statement: plain }))).toEqual([]);
  });

  it('are found in a text of broken variables', () => {
    const broken = { ...statement, Resource: 'arn:aws:a:::${${a}${b:c}${', Condition: {} };
    expect(contextKeys(policyOf({ Version: '2012-10-17', Statement: broken }))).toEqual(['a', 'b:c']);
  });
});

describe('what a policy may do', () => {
  const policy = compilePolicy(
    policyOf({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['s3:Get*', 'sqs:SendMessage'], Resource: 'arn:aws:s3:::never' },
        { Effect: 'Deny', NotAction: ['s3:*', 'iam:GetUser'], Resource: '*' },
      ],
    }),
  );

  it.each([
    ['s3:GetObject', true, false],
    ['S3:getobject', true, false],
    ['s3:PutObject', false, false],
    ['sqs:SendMessage', true, true],
    ['iam:GetUser', false, false],
    ['iam:CreateUser', false, true],
  ])('%s: allow %j, deny %j', (action, allows, denies) => {
    expect([mayAllow(policy, action), mayDeny(policy, action)]).toEqual([allows, denies]);
  });

  it('names the actions of Action and NotAction', () => {
    const known = ['s3:PutObject', 'sqs:SendMessage', 'sqs:ReceiveMessage', 'IAM:GetUser', 'iam:CreateUser'];
    expect(namedActions(policy, known)).toEqual(['s3:PutObject', 'sqs:SendMessage', 'IAM:GetUser']);
    expect(namedActions(policy, [])).toEqual([]);
  });
});
