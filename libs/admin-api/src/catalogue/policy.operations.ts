import { entityArn, type PolicyDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { decidePolicy, existingPolicy, namePatterns, readPolicy } from '@grantlog/iam';
import { z } from 'zod';
import { listArn, requestTagKeys } from './entities.js';
import * as fields from './inputs.js';
import { byPolicyArn, loadPolicy, onPolicy, type PolicyFound } from './one-policy.js';
import type { JsonObject, Operation } from './operation.js';
import { command, query } from './rows.js';
import { pageOfPolicies } from './policy-list.js';
import { warningsOf } from './policy-warnings.js';
import { policyView } from './views.js';

const policyPath = z.string().regex(namePatterns.policyPath).default('/');

const createPolicy = command({
  name: 'CreatePolicy',
  service: 'iam',
  method: 'POST',
  path: '/policies',
  status: 201,
  input: z.strictObject({
    policyName: fields.name,
    policyDocument: fields.policyDocument,
    path: policyPath,
    description: fields.description,
    tags: fields.tags,
  }),
  check: ({ policyDocument }) => {
    readPolicy(policyDocument, 'managed', 'policyDocument');
  },
  load: async ({ policyName }, reader) => ({
    policy: await reader.byName('policy', policyName),
    attachmentCount: 0,
  }),
  target: ({ path, policyName }, _, scope) => entityArn(scope, 'policy', path, policyName),
  context: ({ tags }) => requestTagKeys(tags),
  decide: (input, state, { scope, uniqueId, ...account }) => ({
    events: decidePolicy(
      { type: 'CreatePolicy', scope, policyId: uniqueId('ANPA'), ...input },
      { ...state, account },
    ),
    ...warningsOf(input.policyDocument, 'managed', 'policyDocument'),
  }),
  answer: ({ policyName }, { policy, attachmentCount }) =>
    policyAnswer(existingPolicy(policyName, policy), attachmentCount),
});

const getPolicy = query({
  name: 'GetPolicy',
  service: 'iam',
  method: 'GET',
  path: '/policies/{policyArn}',
  input: byPolicyArn,
  load: loadPolicyInUse,
  ...onPolicy,
  answer: ({ policyArn }, { policy, attachmentCount }) =>
    policyAnswer(existingPolicy(policyArn, policy), attachmentCount),
});

const policyUsage = z
  .enum(['PermissionsPolicy', 'PermissionsBoundary'])
  .refine((usage) => usage === 'PermissionsPolicy', {
    error: '`PermissionsBoundary` is not supported yet, leave `policyUsageFilter` out',
    params: { code: 'not_supported' },
  });

const listPolicies = query({
  name: 'ListPolicies',
  service: 'iam',
  method: 'GET',
  path: '/policies',
  paged: true,
  input: z.strictObject({
    scope: z.enum(['All', 'AWS', 'Local']).default('All'),
    onlyAttached: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .default(false),
    policyUsageFilter: policyUsage.optional(),
    pathPrefix: fields.pathPrefix,
    ...fields.paging,
  }),
  load: () => Promise.resolve({}),
  target: ({ pathPrefix }, _, scope) => listArn(scope, 'policy', pathPrefix),
  answer: async (input, _, reader) => {
    const { items, next } = await pageOfPolicies(reader, input);
    return { policies: items.map(({ policy, count }) => policyView(policy, count)), ...next };
  },
});

const deletePolicy = command({
  name: 'DeletePolicy',
  service: 'iam',
  method: 'DELETE',
  path: '/policies/{policyArn}',
  status: 200,
  input: byPolicyArn,
  load: loadPolicyInUse,
  ...onPolicy,
  decide: ({ policyArn }, state, account) => ({
    events: decidePolicy({ type: 'DeletePolicy', policyArn }, { ...state, account }),
  }),
});

async function loadPolicyInUse(
  input: { policyArn: string },
  reader: AccountReader,
): Promise<PolicyFound & { readonly attachmentCount: number }> {
  const { policy } = await loadPolicy(input, reader);
  if (policy === undefined) return { policy, attachmentCount: 0 };
  const counts = await reader.referrerCounts([policy.id]);
  return { policy, attachmentCount: counts.get(policy.id) ?? 0 };
}

function policyAnswer(policy: PolicyDocument, attachmentCount: number): JsonObject {
  return { policy: { ...policyView(policy, attachmentCount), tags: policy.tags } };
}

/** Managed policies themselves. */
export const policyOperations: readonly Operation[] = [createPolicy, getPolicy, listPolicies, deletePolicy];
