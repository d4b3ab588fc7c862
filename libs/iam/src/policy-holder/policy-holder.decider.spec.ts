import { type DomainEvent, event } from '@grantlog/events';
import {
  allowing,
  group,
  GroupCreated,
  policy,
  PolicyCreated,
  role,
  RoleCreated,
  user,
  UserCreated,
} from '../facts.fixture.js';
import { specification } from '../given-when-then.fixture.js';
import type { PolicyHolderCommand } from './policy-holder.commands.js';
import { decidePolicyHolder, type PolicyHolderState } from './policy-holder.decider.js';
import type { HolderKind } from './policy-holder.js';

const given = specification<PolicyHolderCommand, PolicyHolderState>({
  decide: decidePolicyHolder,
  load: (command, account) => ({
    holder: account.byName(command.holderKind, command.holderName),
    policy:
      'policyArn' in command
        ? account.byName('policy', command.policyArn.split('/').at(-1) ?? '')
        : undefined,
    account: account.facts(),
  }),
});

interface Kind {
  readonly kind: HolderKind;
  readonly created: DomainEvent;
  readonly attached: (policyName: string) => DomainEvent;
  readonly detached: DomainEvent;
  readonly put: (policyName: string, policyDocument: string) => DomainEvent;
  readonly deleted: DomainEvent;
  readonly attachments: 'PoliciesPerUser' | 'PoliciesPerGroup' | 'PoliciesPerRole';
  readonly inlineSize: 'InlinePolicySizePerUser' | 'InlinePolicySizePerGroup' | 'InlinePolicySizePerRole';
}

/** The facts are written out here once more, so that a mistake in the vocabulary of the decider shows. */
const kinds: readonly Kind[] = [
  {
    kind: 'user',
    created: UserCreated('X'),
    attached: (name) => event('PolicyAttachedToUser', { ...user('X'), ...policy(name) }),
    detached: event('PolicyDetachedFromUser', { ...user('X'), ...policy('Read') }),
    put: (policyName, policyDocument) =>
      event('InlinePolicyPutOnUser', { ...user('X'), policyName, policyDocument }),
    deleted: event('InlinePolicyDeletedFromUser', { ...user('X'), policyName: 'p' }),
    attachments: 'PoliciesPerUser',
    inlineSize: 'InlinePolicySizePerUser',
  },
  {
    kind: 'group',
    created: GroupCreated('X'),
    attached: (name) => event('PolicyAttachedToGroup', { ...group('X'), ...policy(name) }),
    detached: event('PolicyDetachedFromGroup', { ...group('X'), ...policy('Read') }),
    put: (policyName, policyDocument) =>
      event('InlinePolicyPutOnGroup', { ...group('X'), policyName, policyDocument }),
    deleted: event('InlinePolicyDeletedFromGroup', { ...group('X'), policyName: 'p' }),
    attachments: 'PoliciesPerGroup',
    inlineSize: 'InlinePolicySizePerGroup',
  },
  {
    kind: 'role',
    created: RoleCreated('X'),
    attached: (name) => event('PolicyAttachedToRole', { ...role('X'), ...policy(name) }),
    detached: event('PolicyDetachedFromRole', { ...role('X'), ...policy('Read') }),
    put: (policyName, policyDocument) =>
      event('InlinePolicyPutOnRole', { ...role('X'), policyName, policyDocument }),
    deleted: event('InlinePolicyDeletedFromRole', { ...role('X'), policyName: 'p' }),
    attachments: 'PoliciesPerRole',
    inlineSize: 'InlinePolicySizePerRole',
  },
];

describe.each(kinds)('a $kind', ({ kind, created, attached, detached, put, deleted, ...quota }) => {
  const holder = { holderKind: kind, holderName: 'x' } as const;
  const { policyArn } = policy('Read');
  const attach = { type: 'AttachPolicy', ...holder, policyArn } as const;
  const detach = { type: 'DetachPolicy', ...holder, policyArn } as const;
  const putInline = (policyName: string, policyDocument: string) =>
    ({ type: 'PutInlinePolicy', ...holder, policyName, policyDocument }) as const;
  const deleteInline = { type: 'DeleteInlinePolicy', ...holder, policyName: 'p' } as const;
  const small = allowing('a:B');

  it('gets a managed policy attached once', () => {
    given(created, PolicyCreated('Read')).when(attach).then(attached('Read'));
    given(created, PolicyCreated('Read'), attached('Read')).when(attach).then();
  });

  it('gets no policy attached that does not exist here', () => {
    given(created)
      .when(attach)
      .thenRejected('no_such_entity', `Policy ${policyArn} does not exist or is not attachable.`);
  });

  it('has a quota of attached policies', () => {
    given(created, PolicyCreated('Read'), PolicyCreated('Other'), attached('Other'))
      .withQuotas({ [quota.attachments]: 1 })
      .when(attach)
      .thenRejected('limit_exceeded', `Cannot exceed quota for ${quota.attachments}: 1`);
  });

  it('loses an attached policy', () => {
    given(created, PolicyCreated('Read'), attached('Read')).when(detach).then(detached);
  });

  it.each([[[]], [[PolicyCreated('Read')]]])('cannot lose what is not attached', (facts) => {
    given(created, ...facts)
      .when(detach)
      .thenRejected('no_such_entity', `Policy ${policyArn} was not found.`);
  });

  it('gets an inline policy, and another in its place', () => {
    given(created).when(putInline('p', small)).then(put('p', small));
    given(created, put('p', small))
      .when(putInline('p', allowing('c:D')))
      .then(put('p', allowing('c:D')));
  });

  it('keeps an inline policy that is written once more', () => {
    given(created, put('p', small)).when(putInline('p', small)).then();
  });

  it('tells inline policies apart by the case of their names', () => {
    given(created, put('p', small)).when(putInline('P', small)).then(put('P', small));
  });

  it('has a quota for all inline policies together, not counting white space and what is replaced', () => {
    const spread = JSON.stringify(JSON.parse(small), null, 4);
    const limited = given(created, put('p', small)).withQuotas({ [quota.inlineSize]: small.length });
    limited.when(putInline('p', spread)).then(put('p', spread));
    limited
      .when(putInline('q', small))
      .thenRejected('limit_exceeded', `Maximum policy size of ${small.length} bytes exceeded for ${kind} X`);
  });

  it('gets no inline policy that is malformed or names a principal', () => {
    given(created).when(putInline('p', '[]')).thenRejected('malformed_policy_document');
    given(created)
      .when(putInline('p', small.replace('"Action"', '"Principal":"*","Action"')))
      .thenRejected('malformed_policy_document', 'Policy document should not specify a principal.');
  });

  it('loses an inline policy', () => {
    given(created, put('p', small)).when(deleteInline).then(deleted);
  });

  it('cannot lose an inline policy that it does not have', () => {
    given(created)
      .when(deleteInline)
      .thenRejected('no_such_entity', `The ${kind} policy with name p cannot be found.`);
  });

  it.each([attach, detach, putInline('p', small), deleteInline])('has to exist: $type', (command) => {
    given(PolicyCreated('Read'))
      .when(command)
      .thenRejected('no_such_entity', `The ${kind} with name x cannot be found.`);
  });
});
