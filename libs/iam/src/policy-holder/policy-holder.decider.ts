import type { InlinePolicy, PolicyDocument } from '@grantlog/account-state';
import { type DomainEvent, event } from '@grantlog/events';
import { policySize } from '@grantlog/policy';
import type { AccountFacts } from '../account-facts.js';
import { DomainError } from '../domain-error.js';
import { policyNamed } from '../entity-names.js';
import { readPolicy } from '../policy-text.js';
import type { Quotas } from '../quotas.js';
import { existing, existingPart, existingPolicy, requireRoomForOne } from '../refusals.js';
import type {
  AttachPolicy,
  DeleteInlinePolicy,
  DetachPolicy,
  PolicyHolderCommand,
  PutInlinePolicy,
} from './policy-holder.commands.js';
import { type HolderDocument, holderNamed, holderVocabulary } from './policy-holder.js';

/** What the rules of attached and inline policies look at. */
export interface PolicyHolderState {
  /** The holder, of the kind that the command names. */
  readonly holder: HolderDocument | undefined;
  /** The managed policy that the command names. */
  readonly policy?: PolicyDocument | undefined;
  readonly account: AccountFacts;
}

/**
 * The facts that a command about the policies of a user, group or role makes; none where all is already so.
 *
 * @throws DomainError `no_such_entity`, also for what is not attached; `limit_exceeded`;
 * `malformed_policy_document`, `not_supported`
 */
export function decidePolicyHolder(
  command: PolicyHolderCommand,
  state: PolicyHolderState,
): readonly DomainEvent[] {
  const holder = existing(command.holderKind, command.holderName, state.holder);
  switch (command.type) {
    case 'AttachPolicy':
      return attach(command, holder, state);
    case 'DetachPolicy':
      return detach(command, holder, state);
    case 'PutInlinePolicy':
      return putInline(command, holder, state);
    case 'DeleteInlinePolicy':
      return deleteInline(command, holder);
  }
}

/**
 * The inline policy of a holder. Its name is compared exactly: it is no entity of its own.
 *
 * @throws DomainError `no_such_entity`
 */
export function existingInlinePolicy(
  { kind, inlinePolicies }: HolderDocument,
  policyName: string,
): InlinePolicy {
  const found = inlinePolicies.find(({ name }) => name === policyName);
  return existingPart(`The ${kind} policy with name ${policyName}`, found);
}

function attach(
  { policyArn }: AttachPolicy,
  holder: HolderDocument,
  { policy, account }: PolicyHolderState,
): readonly DomainEvent[] {
  if (policy === undefined) {
    throw new DomainError('no_such_entity', `Policy ${policyArn} does not exist or is not attachable.`);
  }
  if (holder.attachedPolicies.includes(policy.id)) return [];
  const { attached, attachments } = holderVocabulary[holder.kind];
  requireRoomForOne(attachments, holder.attachedPolicies.length, account.quotas);
  return [event(attached, { ...holderNamed(holder), ...policyNamed(policy) })];
}

/** Source: AWS IAM API Reference, "DetachUserPolicy": what is not attached is an error. */
function detach(
  { policyArn }: DetachPolicy,
  holder: HolderDocument,
  state: PolicyHolderState,
): readonly DomainEvent[] {
  const isAttached = state.policy !== undefined && holder.attachedPolicies.includes(state.policy.id);
  const policy = existingPolicy(policyArn, isAttached ? state.policy : undefined);
  const { detached } = holderVocabulary[holder.kind];
  return [event(detached, { ...holderNamed(holder), ...policyNamed(policy) })];
}

function putInline(
  { policyName, policyDocument }: PutInlinePolicy,
  holder: HolderDocument,
  { account }: PolicyHolderState,
): readonly DomainEvent[] {
  readPolicy(policyDocument, 'identity', 'policyDocument');
  const others = holder.inlinePolicies.filter(({ name }) => name !== policyName);
  const replaced = holder.inlinePolicies.find(({ name }) => name === policyName);
  if (replaced?.document === policyDocument) return [];
  checkInlineSize([...others.map(({ document }) => document), policyDocument], holder, account.quotas);
  const { inlinePut } = holderVocabulary[holder.kind];
  return [event(inlinePut, { ...holderNamed(holder), policyName, policyDocument })];
}

function deleteInline({ policyName }: DeleteInlinePolicy, holder: HolderDocument): readonly DomainEvent[] {
  existingInlinePolicy(holder, policyName);
  const { inlineDeleted } = holderVocabulary[holder.kind];
  return [event(inlineDeleted, { ...holderNamed(holder), policyName })];
}

function checkInlineSize(documents: readonly string[], { kind, name }: HolderDocument, quotas: Quotas): void {
  const limit = quotas[holderVocabulary[kind].inlineSize];
  const size = documents.reduce((total, document) => total + policySize(document), 0);
  if (size <= limit) return;
  const message = `Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`;
  throw new DomainError('limit_exceeded', message);
}
