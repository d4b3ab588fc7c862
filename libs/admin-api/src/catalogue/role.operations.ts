import { type ArnScope, entityArn, type RoleDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import type { TrustedPrincipal } from '@grantlog/events';
import { decideRole, existing, principalsToResolve, readPolicy, roleSessionLimit } from '@grantlog/iam';
import { z } from 'zod';
import { findByArn, requestTagKeys, resourceTagKeys, targetArn } from './entities.js';
import { listEntities } from './entity-list.js';
import * as fields from './inputs.js';
import type { JsonObject, Operation } from './operation.js';
import { warningsOf } from './policy-warnings.js';
import { command, query } from './rows.js';
import { roleView } from './views.js';

interface RoleFound {
  readonly role: RoleDocument | undefined;
}

/** Seconds that a session of the role may last. */
const sessionLimit = z.int().min(roleSessionLimit.min).max(roleSessionLimit.max);

const byRoleName = z.strictObject({ roleName: fields.name });

/** How operations about one role are authorized. */
const onRole = {
  target: ({ roleName }: { roleName: string }, { role }: RoleFound, scope: ArnScope) =>
    targetArn(scope, 'role', role, roleName),
  context: (_: unknown, { role }: RoleFound) => resourceTagKeys(role),
};

const createRole = command({
  name: 'CreateRole',
  service: 'iam',
  method: 'POST',
  path: '/roles',
  status: 201,
  input: z.strictObject({
    roleName: fields.newUserOrRoleName,
    assumeRolePolicyDocument: fields.policyDocument,
    path: fields.path,
    description: fields.description,
    maxSessionDuration: sessionLimit.default(roleSessionLimit.default),
    tags: fields.tags,
    permissionsBoundary: fields.notBuiltYet('permissionsBoundary'),
  }),
  check: ({ assumeRolePolicyDocument }) => {
    readPolicy(assumeRolePolicyDocument, 'trust', 'assumeRolePolicyDocument');
  },
  load: async ({ roleName, assumeRolePolicyDocument }, reader) => ({
    role: await reader.byName('role', roleName),
    trusted: await trustedIn(assumeRolePolicyDocument, reader),
  }),
  target: ({ path, roleName }, _, scope) => entityArn(scope, 'role', path, roleName),
  context: ({ tags }) => requestTagKeys(tags),
  decide: (input, state, { scope, uniqueId, ...account }) => ({
    events: decideRole(
      { type: 'CreateRole', scope, roleId: uniqueId('AROA'), ...input },
      { ...state, account },
    ),
    ...warningsOf(input.assumeRolePolicyDocument, 'trust', 'assumeRolePolicyDocument'),
  }),
  answer: ({ roleName }, { role }) => roleAnswer(existing('role', roleName, role)),
});

const getRole = query({
  name: 'GetRole',
  service: 'iam',
  method: 'GET',
  path: '/roles/{roleName}',
  input: byRoleName,
  load: loadRole,
  ...onRole,
  answer: ({ roleName }, { role }) => roleAnswer(existing('role', roleName, role)),
});

const listRoles = listEntities({ name: 'ListRoles', kind: 'role', things: 'roles', view: roleView });

const deleteRole = command({
  name: 'DeleteRole',
  service: 'iam',
  method: 'DELETE',
  path: '/roles/{roleName}',
  status: 200,
  input: byRoleName,
  load: loadRole,
  ...onRole,
  decide: ({ roleName }, { role }, account) => ({
    events: decideRole({ type: 'DeleteRole', roleName }, { role, trusted: [], account }),
  }),
});

const updateRole = command({
  name: 'UpdateRole',
  service: 'iam',
  method: 'PATCH',
  path: '/roles/{roleName}',
  status: 200,
  input: byRoleName.extend({
    description: fields.description,
    maxSessionDuration: sessionLimit.optional(),
  }),
  load: loadRole,
  ...onRole,
  decide: (input, { role }, account) => ({
    events: decideRole({ type: 'UpdateRole', ...input }, { role, trusted: [], account }),
  }),
});

const updateAssumeRolePolicy = command({
  name: 'UpdateAssumeRolePolicy',
  service: 'iam',
  method: 'PUT',
  path: '/roles/{roleName}/trust-policy',
  status: 200,
  input: byRoleName.extend({ policyDocument: fields.policyDocument }),
  check: ({ policyDocument }) => {
    readPolicy(policyDocument, 'trust', 'policyDocument');
  },
  load: async ({ roleName, policyDocument }, reader) => ({
    role: await reader.byName('role', roleName),
    trusted: await trustedIn(policyDocument, reader),
  }),
  ...onRole,
  decide: (input, state, { scope, ...account }) => ({
    events: decideRole({ type: 'UpdateAssumeRolePolicy', scope, ...input }, { ...state, account }),
    ...warningsOf(input.policyDocument, 'trust', 'policyDocument'),
  }),
});

async function loadRole({ roleName }: { roleName: string }, reader: AccountReader): Promise<RoleFound> {
  return { role: await reader.byName('role', roleName) };
}

async function trustedIn(document: string, reader: AccountReader): Promise<readonly TrustedPrincipal[]> {
  const found = await Promise.all(
    principalsToResolve(document).map((arn) =>
      findByArn(reader, arn.includes(':user/') ? 'user' : 'role', arn),
    ),
  );
  return found.filter((principal) => principal !== undefined);
}

function roleAnswer(role: RoleDocument): JsonObject {
  return { role: { ...roleView(role), tags: role.tags } };
}

/** Roles themselves and who may assume them. */
export const roleOperations: readonly Operation[] = [
  createRole,
  getRole,
  listRoles,
  updateRole,
  deleteRole,
  updateAssumeRolePolicy,
];
