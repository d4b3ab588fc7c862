import { compilePolicy } from '../compile/compile-policy.js';
import { explain } from './explain.js';
import type { PolicyLayers } from './policy-layers.js';
import {
  account,
  applied,
  assumeRole,
  otherAccount,
  policyOf,
  request,
  resourcePolicy,
  roleSession,
  root,
  statement,
  trust,
  user,
} from './request.fixture.js';

const resource = `arn:aws:orders:eu-central-1:${account}:order/1`;

describe('determining statements', () => {
  it('are all that allow, with where each comes from', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
        { Sid: 'Read', Effect: 'Allow', Action: ['orders:Get*', 'orders:GetOrder'], Resource: resource },
      ],
    };
    const managed = { ...applied(document, `arn:aws:iam::${account}:policy/Read`), version: 'v3' };
    const inline = applied(statement('Allow', '*'), 'Inline', `arn:aws:iam::${account}:group/Staff`);
    const { decision, decidedBy, determining } = explain(request(user()), { identity: [managed, inline] });
    expect([decision, decidedBy]).toEqual(['Allow', 'IdentityPolicy']);
    expect(determining).toEqual([
      {
        policy: `arn:aws:iam::${account}:policy/Read`,
        version: 'v3',
        sid: 'Read',
        index: 1,
        pointer: '/Statement/1',
        effect: 'Allow',
        attachedTo: user().arn,
        layer: 'IdentityPolicy',
      },
      {
        policy: 'Inline',
        version: '',
        sid: '',
        index: 0,
        pointer: '/Statement/0',
        effect: 'Allow',
        attachedTo: `arn:aws:iam::${account}:group/Staff`,
        layer: 'IdentityPolicy',
      },
    ]);
  });

  it('are only those that deny when something denies', () => {
    const identity = [
      applied(statement('Allow', '*'), 'A'),
      applied(statement('Deny', 'orders:*'), 'D1'),
      applied(statement('Deny', '*'), 'D2'),
    ];
    const { determining } = explain(request(user()), { identity });
    expect(determining.map(({ policy, effect }) => [policy, effect])).toEqual([
      ['D1', 'Deny'],
      ['D2', 'Deny'],
    ]);
  });

  it('come from every layer that denies', () => {
    const layers = { identity: [applied(statement('Deny', 'sts:*'))], trust: trust('*', { Effect: 'Deny' }) };
    const { decidedBy, determining } = explain(assumeRole(user()), layers);
    expect(decidedBy).toBe('ResourcePolicy');
    expect(determining.map(({ layer }) => layer)).toEqual(['ResourcePolicy', 'IdentityPolicy']);
  });

  it('are trust and identity statements when it takes both', () => {
    const layers = { identity: [applied(statement('Allow', 'sts:*'))], trust: trust({ AWS: account }) };
    expect(explain(assumeRole(user()), layers).determining.map(({ layer }) => layer)).toEqual([
      'ResourcePolicy',
      'IdentityPolicy',
    ]);
  });

  it('are none when nothing allows, even when the trust policy delegates', () => {
    expect(explain(assumeRole(user()), { identity: [], trust: trust({ AWS: account }) }).determining).toEqual(
      [],
    );
  });

  it('stand in the order of the document, however long it is and whatever they are found by', () => {
    const resources = [resource, `${resource.slice(0, -1)}*`, '*', 'arn:aws:orders:*:*:order/?'];
    const statements = Array.from({ length: 60 }, (_, index) => ({
      Effect: 'Allow',
      Action: ['orders:GetOrder', '*', 'orders:Get*'][index % 3],
      Resource: resources[index % 4],
    }));
    const policy = policyOf({ Version: '2012-10-17', Statement: statements }, 'identity', Infinity);
    const identity = [{ ...applied(statement('Allow', 'sqs:*')), compiled: compilePolicy(policy) }];
    const { determining } = explain(request(user()), { identity });
    expect(determining.map(({ index }) => index)).toEqual(statements.map((_statement, index) => index));
  });

  it('name one policy once per attachment', () => {
    const shared = applied(statement('Allow', '*'), 'P', 'arn:one');
    const layers = { identity: [shared, { ...shared, attachedTo: 'arn:two' }] };
    expect(explain(request(user()), layers).determining.map(({ attachedTo }) => attachedTo)).toEqual([
      'arn:one',
      'arn:two',
    ]);
  });
});

describe('candidates', () => {
  const candidatesOf = (document: unknown, context = {}) =>
    explain(request(user(), { context }), { identity: [applied(document)] }).candidates.map(
      ({ statement: { index }, ...mismatch }) => ({ index, ...mismatch }),
    );

  it('say which element does not match, what it wants and what the request has', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['orders:Put*', 'orders:Del*'], Resource: resource },
        { Effect: 'Allow', Action: 'orders:Get*', Resource: 'arn:aws:orders:*:*:order/2' },
        { Effect: 'Allow', NotAction: 'orders:*', Resource: resource },
        { Effect: 'Deny', Action: '*', NotResource: resource },
      ],
    };
    expect(candidatesOf(document)).toEqual([
      {
        index: 0,
        reason: 'action_not_matched',
        key: '',
        wanted: 'Action orders:Put*, orders:Del*',
        got: 'orders:GetOrder',
      },
      {
        index: 1,
        reason: 'resource_not_matched',
        key: '',
        wanted: 'Resource arn:aws:orders:*:*:order/2',
        got: resource,
      },
      {
        index: 2,
        reason: 'action_not_matched',
        key: '',
        wanted: 'NotAction orders:*',
        got: 'orders:GetOrder',
      },
      { index: 3, reason: 'resource_not_matched', key: '', wanted: `NotResource ${resource}`, got: resource },
    ]);
  });

  it('say which condition does not hold, the first of them', () => {
    const condition = { StringEquals: { 'a:b': ['x', 'y'] }, Bool: { 'c:d': 'true' } };
    const document = statement('Allow', 'orders:*', '*', condition);
    expect(candidatesOf(document, { 'A:B': 'z' })).toEqual([
      { index: 0, reason: 'condition_not_met', key: 'a:b', wanted: 'StringEquals x, y', got: 'z' },
    ]);
    expect(candidatesOf(document, { 'a:b': 'x' })).toEqual([
      { index: 0, reason: 'condition_key_absent', key: 'c:d', wanted: 'Bool true', got: '' },
    ]);
    expect(candidatesOf(document, { 'a:b': ['x', 'y'] })).toEqual([
      { index: 0, reason: 'condition_not_met', key: 'a:b', wanted: 'StringEquals x, y', got: 'x, y' },
    ]);
  });

  it('leave out statements that name neither the action nor the resource', () => {
    expect(candidatesOf(statement('Allow', 'sqs:*'))).toEqual([]);
    expect(candidatesOf(statement('Allow', 'sqs:*', 'arn:aws:sqs:::q'))).toEqual([]);
  });

  it('leave out statements that apply', () => {
    expect(candidatesOf(statement('Allow', 'orders:*'))).toEqual([]);
  });

  it('say who is trusted', () => {
    const layers = {
      identity: [],
      trust: trust({ AWS: [account, user('bob').arn] }, {}, new Map([[user('bob').arn, 'x']])),
    };
    const asked = assumeRole(roleSession('R', 's', '999988887777'));
    expect(explain(asked, layers).candidates).toMatchObject([
      {
        reason: 'principal_not_matched',
        wanted: `Principal AWS ${account}, AWS ${user('bob').arn}`,
        got: 'arn:aws:sts::999988887777:assumed-role/R/s',
        statement: { layer: 'ResourcePolicy', policy: 'trust' },
      },
    ]);
  });
});

describe('the summary', () => {
  const what = `to perform orders:GetOrder on resource ${resource}`;

  it.each([
    [
      'Allow',
      { identity: [applied(statement('Allow', '*'))] },
      `is authorized ${what}, by an identity-based policy (P, statement 0)`,
    ],
    [
      'Deny',
      { identity: [applied(statement('Deny', '*'))] },
      `is not authorized ${what}, with an explicit deny in an identity-based policy (P, statement 0)`,
    ],
    [
      'nothing',
      { identity: [] },
      `is not authorized ${what}, because no identity-based policy allows the orders:GetOrder action`,
    ],
  ])('of %s is one sentence with principal, action, resource and reason', (_title, layers, sentence) => {
    expect(explain(request(user()), layers).summary).toBe(`${user().arn} ${sentence}`);
  });

  it('names the trust policy as a resource-based policy', () => {
    expect(
      explain(assumeRole(user()), { identity: [], trust: trust({ AWS: '999988887777' }) }).summary,
    ).toContain('because no resource-based policy allows the sts:AssumeRole action');
  });

  it('says that root needs no policy', () => {
    expect(explain(request(root()), { identity: [] })).toMatchObject({
      determining: [],
      summary: `${root().arn} is authorized ${what}, by being the root user of the account`,
    });
  });
});

const allow = applied(statement('Allow', '*'), 'Allow');
const elsewhere = applied(statement('Allow', 'sqs:*'), 'Elsewhere');

describe('the summary names the policies of a limit that does not allow', () => {
  const other = applied(statement('Allow', 'sqs:*'), 'Other');

  it.each<[string, Partial<PolicyLayers>, string]>([
    [
      'level',
      { guardrails: [[allow], [elsewhere, other]] },
      'no service control policy allows the orders:GetOrder action (Elsewhere, Other)',
    ],
    [
      'boundary',
      { boundary: elsewhere },
      'no permissions boundary allows the orders:GetOrder action (Elsewhere)',
    ],
    ['session', { session: [other] }, 'no session policy allows the orders:GetOrder action (Other)'],
    ['empty session', { session: [] }, 'no session policy allows the orders:GetOrder action'],
  ])('%s', (_title, layers, sentence) => {
    const { summary, determining } = explain(request(user()), { identity: [allow], ...layers });
    expect(summary.endsWith(`because ${sentence}`)).toBe(true);
    expect(determining).toEqual([]);
  });

  it('and the statement of the deciding layer when something allows', () => {
    const layers = { identity: [allow], guardrails: [[applied(statement('Allow', '*'), 'Full')]] };
    const { summary, determining } = explain(request(user()), layers);
    expect(determining.map(({ policy }) => policy)).toEqual(['Full', 'Allow']);
    expect(summary).toMatch(/by an identity-based policy \(Allow, statement 0\)$/);
  });

  it('while candidates come from every layer', () => {
    const near = applied(statement('Allow', 'orders:*', 'arn:aws:orders:::x'), 'Near');
    const layers = {
      identity: [near],
      guardrails: [[near]],
      boundary: near,
      session: [near],
      resource: resourcePolicy({ Principal: { AWS: otherAccount } }),
    };
    const { candidates } = explain(request(user()), layers);
    expect(candidates.map(({ statement: { layer }, reason }) => `${layer} ${reason}`)).toEqual([
      'Organization resource_not_matched',
      'ResourcePolicy principal_not_matched',
      'IdentityPolicy resource_not_matched',
      'PermissionsBoundary resource_not_matched',
      'SessionPolicy resource_not_matched',
    ]);
  });
});
