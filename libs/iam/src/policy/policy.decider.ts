import { entityArn, type PolicyDocument, type PolicyVersion } from '@grantlog/account-state';
import { type DomainEvent, event } from '@grantlog/events';
import { policySize } from '@grantlog/policy';
import type { AccountFacts } from '../account-facts.js';
import { DomainError } from '../domain-error.js';
import { policyNamed } from '../entity-names.js';
import { readPolicy } from '../policy-text.js';
import type { Quotas } from '../quotas.js';
import { existingPolicy, requireRoomForOne, requireWithin } from '../refusals.js';
import { newTags } from '../tags.js';
import type {
  CreatePolicy,
  CreatePolicyVersion,
  DeletePolicy,
  DeletePolicyVersion,
  PolicyCommand,
  SetDefaultPolicyVersion,
} from './policy.commands.js';

/** What the rules of managed policies look at. */
export interface PolicyState {
  readonly policy: PolicyDocument | undefined;
  /** How many users, groups and roles the policy is attached to. */
  readonly attachmentCount: number;
  readonly account: AccountFacts;
}

/**
 * The facts that a command about a managed policy makes; none where all is already so.
 *
 * @throws DomainError `no_such_entity`, `entity_already_exists`, `limit_exceeded`, `delete_conflict`,
 * `malformed_policy_document`, `not_supported`, `invalid_input`
 */
export function decidePolicy(command: PolicyCommand, state: PolicyState): readonly DomainEvent[] {
  switch (command.type) {
    case 'CreatePolicy':
      return create(command, state);
    case 'DeletePolicy':
      return remove(command, state);
    case 'CreatePolicyVersion':
      return createVersion(command, state);
    case 'DeletePolicyVersion':
      return deleteVersion(command, state);
    case 'SetDefaultPolicyVersion':
      return setDefault(command, state);
  }
}

/**
 * One version of a managed policy.
 *
 * @throws DomainError `no_such_entity`
 */
export function existingVersion({ arn, versions }: PolicyDocument, versionId: string): PolicyVersion {
  const version = versions.find(({ id }) => id === versionId);
  if (version !== undefined) return version;
  const message = `Policy ${arn} version ${versionId} does not exist or is not attachable.`;
  throw new DomainError('no_such_entity', message);
}

function create(command: CreatePolicy, { policy, account }: PolicyState): readonly DomainEvent[] {
  const { scope, policyName, policyId, path, description, policyDocument, tags } = command;
  const { quotas, counts } = account;
  if (policy !== undefined) {
    const message = `A policy called ${policyName} already exists. Duplicate names are not allowed.`;
    throw new DomainError('entity_already_exists', message);
  }
  requireRoomForOne('PoliciesPerAccount', counts.policy, quotas);
  checkDocument(policyDocument, quotas);
  return [
    event('PolicyCreated', {
      policyName,
      policyId,
      policyArn: entityArn(scope, 'policy', path, policyName),
      path,
      ...(description === undefined ? {} : { description }),
      policyDocument,
      ...newTags(tags, quotas),
    }),
  ];
}

/** Source: AWS IAM API Reference, "DeletePolicy". */
function remove({ policyArn }: DeletePolicy, state: PolicyState): readonly DomainEvent[] {
  const policy = existingPolicy(policyArn, state.policy);
  if (state.attachmentCount > 0) {
    throw new DomainError('delete_conflict', 'Cannot delete a policy attached to entities.');
  }
  if (policy.versions.length > 1) {
    const message =
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
    throw new DomainError('delete_conflict', message);
  }
  return [event('PolicyDeleted', policyNamed(policy))];
}

function createVersion(command: CreatePolicyVersion, state: PolicyState): readonly DomainEvent[] {
  const { policyArn, policyDocument, setAsDefault: isDefaultVersion } = command;
  const { quotas } = state.account;
  const policy = existingPolicy(policyArn, state.policy);
  checkDocument(policyDocument, quotas);
  if (policy.versions.length >= quotas.VersionsPerPolicy) {
    const message = `A managed policy can have up to ${quotas.VersionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`;
    throw new DomainError('limit_exceeded', message);
  }
  const versionId = `v${policy.nextVersion}`;
  return [
    event('PolicyVersionCreated', { ...policyNamed(policy), versionId, policyDocument, isDefaultVersion }),
  ];
}

function deleteVersion(command: DeletePolicyVersion, state: PolicyState): readonly DomainEvent[] {
  const policy = existingPolicy(command.policyArn, state.policy);
  const { id: versionId } = existingVersion(policy, command.versionId);
  if (versionId === policy.defaultVersionId) {
    throw new DomainError('delete_conflict', 'Cannot delete the default version of a policy.');
  }
  return [event('PolicyVersionDeleted', { ...policyNamed(policy), versionId })];
}

function setDefault(command: SetDefaultPolicyVersion, state: PolicyState): readonly DomainEvent[] {
  const policy = existingPolicy(command.policyArn, state.policy);
  const { id: versionId } = existingVersion(policy, command.versionId);
  const { defaultVersionId: previousVersionId } = policy;
  if (versionId === previousVersionId) return [];
  return [event('PolicyDefaultVersionChanged', { ...policyNamed(policy), versionId, previousVersionId })];
}

function checkDocument(text: string, quotas: Quotas): void {
  readPolicy(text, 'managed', 'policyDocument');
  requireWithin('PolicySize', policySize(text), quotas);
}
