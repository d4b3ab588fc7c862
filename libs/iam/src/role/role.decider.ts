import { entityArn, type RoleDocument } from '@grantlog/account-state';
import { type DomainEvent, event, type TrustedPrincipal } from '@grantlog/events';
import type { AccountFacts } from '../account-facts.js';
import { DomainError } from '../domain-error.js';
import { roleNamed } from '../entity-names.js';
import { existing, requireGone, requireRoomForOne } from '../refusals.js';
import { newTags } from '../tags.js';
import type {
  CreateRole,
  DeleteRole,
  RoleCommand,
  UpdateAssumeRolePolicy,
  UpdateRole,
} from './role.commands.js';
import { newTrust } from './trust.js';

/** What the rules of roles look at. */
export interface RoleState {
  readonly role: RoleDocument | undefined;
  /** The users and roles that exist, of those that the trust policy of the command names. */
  readonly trusted: readonly TrustedPrincipal[];
  readonly account: AccountFacts;
}

/**
 * The facts that a command about a role makes; none where all is already so.
 *
 * @throws DomainError `no_such_entity`, `entity_already_exists`, `limit_exceeded`, `delete_conflict`,
 * `malformed_policy_document`, `not_supported`, `invalid_input`
 */
export function decideRole(command: RoleCommand, state: RoleState): readonly DomainEvent[] {
  switch (command.type) {
    case 'CreateRole':
      return create(command, state);
    case 'DeleteRole':
      return remove(command, state);
    case 'UpdateAssumeRolePolicy':
      return replaceTrust(command, state);
    case 'UpdateRole':
      return update(command, state);
  }
}

function create(command: CreateRole, { role, trusted, account }: RoleState): readonly DomainEvent[] {
  const { scope, roleName, roleId, path, description, maxSessionDuration, tags } = command;
  const { quotas, counts } = account;
  if (role !== undefined) {
    throw new DomainError('entity_already_exists', `Role with name ${roleName} already exists.`);
  }
  requireRoomForOne('RolesPerAccount', counts.role, quotas);
  const document = command.assumeRolePolicyDocument;
  const trust = newTrust({ document, member: 'assumeRolePolicyDocument', scope, found: trusted, quotas });
  return [
    event('RoleCreated', {
      roleName,
      roleId,
      roleArn: entityArn(scope, 'role', path, roleName),
      path,
      ...(description === undefined ? {} : { description }),
      maxSessionDuration,
      ...trust,
      ...newTags(tags, quotas),
    }),
  ];
}

/** Source: AWS IAM API Reference, "DeleteRole". */
function remove({ roleName }: DeleteRole, state: RoleState): readonly DomainEvent[] {
  const role = existing('role', roleName, state.role);
  requireGone(role.attachedPolicies.length === 0, 'detach all policies');
  requireGone(role.inlinePolicies.length === 0, 'delete policies');
  return [event('RoleDeleted', roleNamed(role))];
}

/** The same document is a new fact when a principal that it names has been recreated since. */
function replaceTrust(command: UpdateAssumeRolePolicy, state: RoleState): readonly DomainEvent[] {
  const { scope, policyDocument: document } = command;
  const role = existing('role', command.roleName, state.role);
  const { quotas } = state.account;
  const trust = newTrust({ document, member: 'policyDocument', scope, found: state.trusted, quotas });
  const isSame =
    role.trustPolicy.document === document && sameIds(role.trustPolicy.principals, trust.trustedPrincipals);
  return isSame ? [] : [event('RoleTrustPolicyReplaced', { ...roleNamed(role), ...trust })];
}

/** A longer limit holds for later sessions; running ones keep theirs. */
function update(
  { roleName, description, maxSessionDuration }: UpdateRole,
  state: RoleState,
): readonly DomainEvent[] {
  const role = existing('role', roleName, state.role);
  const described =
    description === undefined || description === (role.description ?? '')
      ? []
      : [event('RoleDescriptionChanged', { ...roleNamed(role), description })];
  const limited =
    maxSessionDuration === undefined || maxSessionDuration === role.maxSessionDuration
      ? []
      : [event('RoleSessionLimitChanged', { ...roleNamed(role), maxSessionDuration })];
  return [...described, ...limited];
}

function sameIds(before: readonly TrustedPrincipal[], after: readonly TrustedPrincipal[]): boolean {
  return before.length === after.length && before.every(({ id }, index) => id === after[index]?.id);
}
