import { account, roleSession, user } from '../evaluate/request.fixture.js';
import { cases, type Scenario } from './scenario.fixture.js';

const instance = `arn:aws:ec2:eu-central-1:${account}:instance/i-1`;
const tagged = (team: string) => ({ ...user(), tags: { Team: team } });

/** What the policies of an ordinary company look like. */
export const everyday: readonly Scenario[] = [
  {
    title: 'read-only access to whole services',
    identity: [
      {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: ['s3:Get*', 's3:List*', 'ec2:Describe*'], Resource: '*' },
      },
    ],
    cases: [
      { because: 'Get is read', action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', expected: 'Allow' },
      {
        because: 'case does not matter',
        action: 'S3:listbucket',
        resource: 'arn:aws:s3:::b',
        expected: 'Allow',
      },
      {
        because: 'Put is not read',
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::b/k',
        expected: 'ImplicitDeny',
      },
      { because: 'another service', action: 's3express:GetObject', resource: '*', expected: 'ImplicitDeny' },
    ],
  },
  {
    title: 'only what carries the tag of the own team',
    identity: [
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: ['ec2:StartInstances', 'ec2:StopInstances'],
          Resource: 'arn:aws:ec2:*:*:instance/*',
          Condition: { StringEquals: { 'aws:ResourceTag/Team': '${aws:PrincipalTag/Team}' } },
        },
      },
    ],
    cases: cases({ action: 'ec2:StartInstances', resource: instance }, [
      {
        because: 'same team',
        principal: tagged('red'),
        context: { 'aws:ResourceTag/team': 'red' },
        expected: 'Allow',
      },
      {
        because: 'values have a case',
        principal: tagged('red'),
        context: { 'aws:ResourceTag/Team': 'Red' },
        expected: 'ImplicitDeny',
      },
      { because: 'the resource has no tag', principal: tagged('red'), expected: 'ImplicitDeny' },
      { because: 'neither has a tag', expected: 'ImplicitDeny' },
      {
        because: 'a tag that looks like a pattern is text',
        principal: tagged('*'),
        context: { 'aws:ResourceTag/Team': 'red' },
        expected: 'ImplicitDeny',
      },
    ]),
  },
  {
    title: 'everything, but only from the office',
    identity: [
      { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] },
            Bool: { 'aws:ViaAWSService': 'false' },
          },
        },
      },
    ],
    cases: [
      {
        because: 'office',
        context: { 'aws:SourceIp': '192.0.2.9', 'aws:ViaAWSService': 'false' },
        expected: 'Allow',
      },
      {
        because: 'office, IPv6',
        context: { 'aws:SourceIp': '2001:DB8::9', 'aws:ViaAWSService': 'false' },
        expected: 'Allow',
      },
      {
        because: 'elsewhere',
        context: { 'aws:SourceIp': '198.51.100.1', 'aws:ViaAWSService': 'false' },
        expected: 'ExplicitDeny',
      },
      {
        because: 'not an address',
        context: { 'aws:SourceIp': 'unknown', 'aws:ViaAWSService': 'false' },
        expected: 'ExplicitDeny',
      },
      { because: 'no address at all', context: { 'aws:ViaAWSService': 'false' }, expected: 'ExplicitDeny' },
      {
        because: 'through a service',
        context: { 'aws:SourceIp': '198.51.100.1', 'aws:ViaAWSService': 'true' },
        expected: 'Allow',
      },
      { because: 'absent is not false', context: { 'aws:SourceIp': '198.51.100.1' }, expected: 'Allow' },
    ],
  },
  {
    title: 'users manage themselves, with MFA',
    identity: [
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'iam:*AccessKey*',
          Resource: 'arn:aws:iam::*:user/${aws:username}',
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      },
    ],
    cases: cases({ action: 'iam:CreateAccessKey', resource: `arn:aws:iam::${account}:user/ada` }, [
      {
        because: 'MFA and the own user',
        principal: { ...user('ada'), session: { issuedAt: '2026-11-24T10:00:00Z', mfaPresent: true } },
        expected: 'Allow',
      },
      { because: 'an access key says nothing of MFA', principal: user('ada'), expected: 'ImplicitDeny' },
      {
        because: 'another user',
        principal: { ...user('bob'), session: { issuedAt: '2026-11-24T10:00:00Z', mfaPresent: true } },
        expected: 'ImplicitDeny',
      },
      { because: 'a session has no user name', principal: roleSession(), expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'a home folder, in the version without variables',
    identity: [
      {
        Version: '2008-10-17',
        Statement: { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::home/${aws:username}/*' },
      },
    ],
    cases: [
      {
        because: 'nothing is replaced',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::home/ada/x',
        expected: 'ImplicitDeny',
      },
      {
        because: 'the text itself matches',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::home/${aws:username}/x',
        expected: 'Allow',
      },
    ],
  },
  {
    title: 'everything except one area and its exceptions',
    identity: [
      {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'AllButIam', Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
          {
            Sid: 'OnlyReports',
            Effect: 'Deny',
            Action: 's3:*',
            NotResource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'],
          },
        ],
      },
    ],
    cases: [
      { because: 'not in iam', action: 'sqs:SendMessage', resource: '*', expected: 'Allow' },
      {
        because: 'NotAction exempts and does not deny',
        action: 'iam:GetUser',
        resource: '*',
        expected: 'ImplicitDeny',
      },
      {
        because: 'NotResource exempts reports',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::reports/1',
        expected: 'Allow',
      },
      {
        because: 'any other bucket',
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::payroll/1',
        expected: 'ExplicitDeny',
      },
    ],
  },
  {
    title: 'tags must be sent, and one must not',
    identity: [
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'ec2:CreateTags',
          Resource: '*',
          Condition: {
            Null: { 'aws:RequestTag/owner': 'false', 'aws:RequestTag/admin': 'true' },
            StringNotLike: { 'aws:RequestTag/owner': ['*@example.org', 'root'] },
          },
        },
      },
    ],
    cases: cases({ action: 'ec2:CreateTags', resource: instance }, [
      { because: 'an owner', context: { 'aws:RequestTag/Owner': 'ada' }, expected: 'Allow' },
      { because: 'an empty owner is one', context: { 'aws:RequestTag/owner': '' }, expected: 'Allow' },
      { because: 'no owner', expected: 'ImplicitDeny' },
      {
        because: 'a forbidden owner',
        context: { 'aws:RequestTag/owner': 'a@example.org' },
        expected: 'ImplicitDeny',
      },
      {
        because: 'the other forbidden owner',
        context: { 'aws:RequestTag/owner': 'root' },
        expected: 'ImplicitDeny',
      },
      {
        because: 'an admin tag',
        context: { 'aws:RequestTag/owner': 'ada', 'aws:RequestTag/admin': '' },
        expected: 'ImplicitDeny',
      },
    ]),
  },
];
