import { account, otherAccount, roleSession, root, statement, user } from '../evaluate/request.fixture.js';
import { cases, type Scenario } from './scenario.fixture.js';

const full = statement('Allow', '*');
const object = 'arn:aws:s3:::data/x';
const foreign = { ...user('eve', otherAccount) };

/** Companies that use more than identity policies. */
export const layered: readonly Scenario[] = [
  {
    title: 'administrators of a team, inside its boundary',
    identity: [statement('Allow', ['iam:*', 's3:*'])],
    boundary: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Effect: 'Allow', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/team/*' },
        { Effect: 'Deny', Action: 'iam:*Boundary*', Resource: '*' },
      ],
    },
    cases: [
      { because: 'both allow', action: 's3:GetObject', resource: object, expected: 'Allow' },
      {
        because: 'a role of the team',
        action: 'iam:CreateRole',
        resource: `arn:aws:iam::${account}:role/team/x`,
        expected: 'Allow',
      },
      {
        because: 'another role',
        action: 'iam:CreateRole',
        resource: `arn:aws:iam::${account}:role/x`,
        expected: 'ImplicitDeny',
      },
      {
        because: 'the boundary itself is out of reach',
        action: 'iam:DeleteRolePermissionsBoundary',
        resource: `arn:aws:iam::${account}:role/team/x`,
        expected: 'ExplicitDeny',
      },
      {
        because: 'a boundary grants nothing',
        action: 'sqs:SendMessage',
        resource: '*',
        expected: 'ImplicitDeny',
      },
    ],
  },
  {
    title: 'a session that was made smaller when it was assumed',
    identity: [full],
    session: [statement('Allow', 's3:Get*', 'arn:aws:s3:::data/*'), statement('Allow', 's3:List*')],
    cases: cases({ principal: roleSession(), action: 's3:GetObject', resource: object }, [
      { because: 'the first allows', expected: 'Allow' },
      {
        because: 'the second allows',
        action: 's3:ListBucket',
        resource: 'arn:aws:s3:::data',
        expected: 'Allow',
      },
      { because: 'none allows', action: 's3:PutObject', expected: 'ImplicitDeny' },
      { because: 'not this one', resource: 'arn:aws:s3:::other/x', expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'an organization that leaves no region and protects its trail',
    identity: [full],
    guardrails: [
      [
        full,
        statement('Deny', '*', '*', { StringNotEqualsIfExists: { 'aws:RequestedRegion': 'eu-central-1' } }),
      ],
      [statement('Allow', ['s3:*', 'cloudtrail:*']), statement('Allow', 'ec2:*')],
      [
        full,
        statement('Deny', 'cloudtrail:StopLogging', '*', {
          ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/security/*' },
        }),
      ],
    ],
    cases: cases(
      { action: 's3:GetObject', resource: object, context: { 'aws:RequestedRegion': 'eu-central-1' } },
      [
        { because: 'all levels allow', expected: 'Allow' },
        { because: 'the union of a level allows', action: 'ec2:RunInstances', expected: 'Allow' },
        { because: 'a level does not allow', action: 'sqs:SendMessage', expected: 'ImplicitDeny' },
        {
          because: 'another region, to root too',
          principal: root(),
          context: { 'aws:RequestedRegion': 'us-east-1' },
          expected: 'ExplicitDeny',
        },
        { because: 'no region, and IfExists', context: {}, expected: 'ExplicitDeny' },
        { because: 'the trail is protected', action: 'cloudtrail:StopLogging', expected: 'ExplicitDeny' },
        {
          because: 'except from security',
          action: 'cloudtrail:StopLogging',
          principal: { ...roleSession('Guard'), roleArn: `arn:aws:iam::${account}:role/security/Guard` },
          expected: 'Allow',
        },
      ],
    ),
  },
  {
    title: 'a bucket shared with another account and read by everyone in part',
    identity: [statement('Allow', 's3:*')],
    resource: [
      {
        Principal: { AWS: otherAccount },
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: 'arn:aws:s3:::data/*',
      },
      { Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/public/*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
    cases: cases({ resourceAccount: account, action: 's3:GetObject', resource: object }, [
      { because: 'the other account, both allow', principal: foreign, expected: 'Allow' },
      { because: 'not this action', principal: foreign, action: 's3:DeleteObject', expected: 'ImplicitDeny' },
      { because: 'a third account', principal: user('zed', '111111111111'), expected: 'ImplicitDeny' },
      { because: 'nobody, in private', principal: { kind: 'anonymous' }, expected: 'ImplicitDeny' },
      {
        because: 'nobody, in public',
        principal: { kind: 'anonymous' },
        resource: 'arn:aws:s3:::data/public/x',
        expected: 'Allow',
      },
      {
        because: 'without encryption',
        principal: foreign,
        action: 's3:PutObject',
        context: { 'aws:SecureTransport': 'false' },
        expected: 'ExplicitDeny',
      },
      {
        because: 'a Bool that is absent is not false',
        principal: foreign,
        action: 's3:PutObject',
        expected: 'Allow',
      },
      { because: 'the own account needs only itself', action: 's3:DeleteObject', expected: 'Allow' },
    ]),
  },
  {
    title: 'a bucket for one role and nobody else',
    identity: [full],
    resource: [
      {
        Effect: 'Deny',
        NotPrincipal: { AWS: [roleSession().arn, roleSession().roleArn, account] },
        Action: 's3:*',
        Resource: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
      },
    ],
    cases: cases({ action: 's3:GetObject', resource: object }, [
      { because: 'the session', principal: roleSession(), expected: 'Allow' },
      {
        because: 'another session of the role',
        principal: roleSession('Deploy', 'other'),
        expected: 'ExplicitDeny',
      },
      { because: 'an administrator', expected: 'ExplicitDeny' },
      { because: 'root, which is its account', principal: root(), expected: 'Allow' },
      { because: 'another bucket', resource: 'arn:aws:s3:::other/x', expected: 'Allow' },
    ]),
  },
];
