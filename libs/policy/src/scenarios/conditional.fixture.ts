import { account, roleSession, user } from '../evaluate/request.fixture.js';
import { cases, type Scenario } from './scenario.fixture.js';

const temporary = (facts: object) => ({ ...user(), session: { issuedAt: '2026-11-24T10:00:00Z', ...facts } });
const allowing = (action: string, condition: object, resource = '*') => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: action, Resource: resource, Condition: condition },
});
const denying = (action: string, condition: object) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: action, Resource: '*', Condition: condition },
  ],
});

/** Conditions as the User Guide's examples write them. */
export const conditional: readonly Scenario[] = [
  {
    title: 'an hour after MFA at most',
    identity: [allowing('a:*', { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } })],
    cases: cases({ action: 'a:b' }, [
      { because: 'just now', principal: temporary({ mfaAgeSeconds: 0 }), expected: 'Allow' },
      { because: 'an hour ago', principal: temporary({ mfaAgeSeconds: 3600 }), expected: 'Allow' },
      { because: 'a second more', principal: temporary({ mfaAgeSeconds: 3601 }), expected: 'ImplicitDeny' },
      { because: 'no MFA', principal: temporary({}), expected: 'ImplicitDeny' },
      { because: 'an access key', expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'MFA for whom it can be known',
    identity: [denying('a:*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
    cases: cases({ action: 'a:b' }, [
      { because: 'with MFA', principal: temporary({ mfaPresent: true }), expected: 'Allow' },
      { because: 'without MFA', principal: temporary({}), expected: 'ExplicitDeny' },
      { because: 'an access key never says', expected: 'ExplicitDeny' },
      { because: 'not the action', action: 'b:c', expected: 'Allow' },
    ]),
  },
  {
    title: 'sessions from before an incident are revoked',
    identity: [denying('*', { DateLessThan: { 'aws:TokenIssueTime': '2026-11-24T12:00:00+02:00' } })],
    cases: cases({ action: 'a:b' }, [
      { because: 'issued at that time', principal: roleSession(), expected: 'Allow' },
      {
        because: 'issued a second before',
        principal: { ...roleSession(), session: { issuedAt: '2026-11-24T09:59:59Z' } },
        expected: 'ExplicitDeny',
      },
      { because: 'an access key has no time', expected: 'Allow' },
    ]),
  },
  {
    title: 'a week in July',
    identity: [
      allowing('a:*', {
        DateGreaterThan: { 'aws:CurrentTime': '2026-07-01' },
        DateLessThan: { 'aws:CurrentTime': '1783468800' },
      }),
    ],
    cases: cases({ action: 'a:b' }, [
      { because: 'inside', context: { 'aws:CurrentTime': '2026-07-03T12:00:00Z' }, expected: 'Allow' },
      { because: 'as seconds', context: { 'aws:CurrentTime': '1783000000' }, expected: 'Allow' },
      {
        because: 'at its start',
        context: { 'aws:CurrentTime': '2026-07-01T00:00Z' },
        expected: 'ImplicitDeny',
      },
      { because: 'at its end', context: { 'aws:CurrentTime': '2026-07-08' }, expected: 'ImplicitDeny' },
      {
        because: 'inside only by the clock of another zone',
        context: { 'aws:CurrentTime': '2026-07-08T01:00:00+01:00' },
        expected: 'ImplicitDeny',
      },
      { because: 'no date', context: { 'aws:CurrentTime': 'July' }, expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'only these tags, and one of them',
    identity: [
      allowing('ec2:CreateTags', {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' },
      }),
    ],
    cases: cases({ action: 'ec2:CreateTags' }, [
      { because: 'both', context: { 'aws:TagKeys': ['team', 'stage'] }, expected: 'Allow' },
      { because: 'the needed one', context: { 'aws:TagKeys': ['team'] }, expected: 'Allow' },
      { because: 'only the other', context: { 'aws:TagKeys': ['stage'] }, expected: 'ImplicitDeny' },
      { because: 'one more', context: { 'aws:TagKeys': ['team', 'cost'] }, expected: 'ImplicitDeny' },
      { because: 'tag keys have a case', context: { 'aws:TagKeys': ['Team'] }, expected: 'ImplicitDeny' },
      { because: 'none', context: { 'aws:TagKeys': [] }, expected: 'ImplicitDeny' },
      { because: 'no key', expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'no reserved tags',
    identity: [denying('ec2:*', { 'ForAnyValue:StringLike': { 'aws:TagKeys': ['admin*', 'aws:*'] } })],
    cases: cases({ action: 'ec2:CreateTags' }, [
      { because: 'none is reserved', context: { 'aws:TagKeys': ['team'] }, expected: 'Allow' },
      { because: 'one is', context: { 'aws:TagKeys': ['team', 'admin-1'] }, expected: 'ExplicitDeny' },
      { because: 'none at all', expected: 'Allow' },
    ]),
  },
  {
    title: 'everything must be encrypted with known algorithms',
    identity: [
      denying('s3:PutObject', { 'ForAnyValue:StringNotEquals': { 's3:Algorithms': ['aes', 'kms'] } }),
    ],
    cases: cases({ action: 's3:PutObject' }, [
      { because: 'known ones', context: { 's3:Algorithms': ['aes', 'kms'] }, expected: 'Allow' },
      { because: 'one is unknown', context: { 's3:Algorithms': ['aes', 'rot13'] }, expected: 'ExplicitDeny' },
      { because: 'absent is not unknown', expected: 'Allow' },
    ]),
  },
  {
    title: 'messages from one topic of the own account',
    identity: [
      allowing('sqs:SendMessage', { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${account}:orders-*` } }),
    ],
    cases: cases({ action: 'sqs:SendMessage' }, [
      {
        because: 'one of them',
        context: { 'aws:SourceArn': `arn:aws:sns:eu:${account}:orders-new` },
        expected: 'Allow',
      },
      {
        because: 'another account',
        context: { 'aws:SourceArn': 'arn:aws:sns:eu:1:orders-new' },
        expected: 'ImplicitDeny',
      },
      {
        because: 'its account only in the name',
        context: { 'aws:SourceArn': `arn:aws:sns:eu:1:x:${account}:orders-new` },
        expected: 'ImplicitDeny',
      },
      { because: 'not an ARN', context: { 'aws:SourceArn': 'orders-new' }, expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'only policies of a path may be attached',
    identity: [denying('iam:Attach*', { ArnNotLike: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/team/*' } })],
    cases: cases({ action: 'iam:AttachUserPolicy' }, [
      {
        because: 'such a one',
        context: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/team/Read' },
        expected: 'Allow',
      },
      {
        because: 'another',
        context: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/Admin' },
        expected: 'ExplicitDeny',
      },
      { because: 'none is named', expected: 'ExplicitDeny' },
      { because: 'something else is named', context: { 'iam:PolicyARN': 'team' }, expected: 'ExplicitDeny' },
    ]),
  },
  {
    title: 'a bounded number of keys',
    identity: [allowing('s3:ListBucket', { NumericLessThanEqualsIfExists: { 's3:max-keys': 10 } })],
    cases: cases({ action: 's3:ListBucket' }, [
      { because: 'as many', context: { 's3:max-keys': '10.0' }, expected: 'Allow' },
      { because: 'none are asked for', expected: 'Allow' },
      { because: 'more', context: { 's3:max-keys': '11' }, expected: 'ImplicitDeny' },
      { because: 'not a number', context: { 's3:max-keys': 'ten' }, expected: 'ImplicitDeny' },
      { because: 'several', context: { 's3:max-keys': ['1'] }, expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'the own folder, also at its top',
    identity: [
      allowing(
        's3:ListBucket',
        { StringLike: { 's3:prefix': ['', 'home/', 'home/${aws:username}/*'] } },
        'arn:aws:s3:::b',
      ),
    ],
    cases: cases({ action: 's3:ListBucket', resource: 'arn:aws:s3:::b' }, [
      { because: 'the top', context: { 's3:prefix': '' }, expected: 'Allow' },
      { because: 'the own', context: { 's3:prefix': 'home/ada/x' }, expected: 'Allow' },
      { because: "another's", context: { 's3:prefix': 'home/bob/' }, expected: 'ImplicitDeny' },
      { because: 'all of them', context: { 's3:prefix': 'home/*' }, expected: 'ImplicitDeny' },
      {
        because: 'a session has no user name',
        principal: roleSession(),
        context: { 's3:prefix': 'home/ada/' },
        expected: 'ImplicitDeny',
      },
      { because: 'absent is not empty', expected: 'ImplicitDeny' },
    ]),
  },
  {
    title: 'regions, except through services',
    identity: [
      denying('*', {
        StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] },
        'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
      }),
    ],
    cases: cases({ action: 'ec2:RunInstances' }, [
      { because: 'at home', context: { 'aws:RequestedRegion': 'eu-west-1' }, expected: 'Allow' },
      { because: 'elsewhere', context: { 'aws:RequestedRegion': 'us-east-1' }, expected: 'ExplicitDeny' },
      {
        because: 'elsewhere through a service',
        context: {
          'aws:RequestedRegion': 'us-east-1',
          'aws:CalledVia': ['athena.amazonaws.com', 'cloudformation.amazonaws.com'],
        },
        expected: 'Allow',
      },
      {
        because: 'elsewhere through another',
        context: { 'aws:RequestedRegion': 'us-east-1', 'aws:CalledVia': ['athena.amazonaws.com'] },
        expected: 'ExplicitDeny',
      },
      { because: 'no region', expected: 'ExplicitDeny' },
    ]),
  },
];
