import type { PolicyVersion } from '@grantlog/account-state';
import { decidePolicy, existingPolicy, existingVersion, namePatterns, readPolicy } from '@grantlog/iam';
import { z } from 'zod';
import { documentView } from './document-view.js';
import * as fields from './inputs.js';
import { byPolicyArn, loadPolicy, onPolicy } from './one-policy.js';
import type { Operation } from './operation.js';
import { warningsOf } from './policy-warnings.js';
import { pageInOrder } from './paging.js';
import { command, query } from './rows.js';
import { versionView } from './views.js';

const byVersion = byPolicyArn.extend({ versionId: z.string().regex(namePatterns.policyVersionId) });

const createPolicyVersion = command({
  name: 'CreatePolicyVersion',
  service: 'iam',
  method: 'POST',
  path: '/policies/{policyArn}/versions',
  status: 201,
  input: byPolicyArn.extend({
    policyDocument: fields.policyDocument,
    setAsDefault: z.boolean().default(false),
  }),
  check: ({ policyDocument }) => {
    readPolicy(policyDocument, 'managed', 'policyDocument');
  },
  load: loadPolicy,
  ...onPolicy,
  decide: (input, { policy }, account) => ({
    events: decidePolicy({ type: 'CreatePolicyVersion', ...input }, { policy, attachmentCount: 0, account }),
    ...warningsOf(input.policyDocument, 'managed', 'policyDocument'),
  }),
  answer: ({ policyArn }, state) => {
    const policy = existingPolicy(policyArn, state.policy);
    const newest = existingVersion(policy, `v${policy.nextVersion - 1}`);
    return { policyVersion: versionView(newest, policy) };
  },
});

const getPolicyVersion = query({
  name: 'GetPolicyVersion',
  service: 'iam',
  method: 'GET',
  path: '/policies/{policyArn}/versions/{versionId}',
  input: byVersion,
  load: loadPolicy,
  ...onPolicy,
  answer: ({ policyArn, versionId }, state) => {
    const policy = existingPolicy(policyArn, state.policy);
    const version = existingVersion(policy, versionId);
    return { policyVersion: { ...versionView(version, policy), document: documentView(version.document) } };
  },
});

const listPolicyVersions = query({
  name: 'ListPolicyVersions',
  service: 'iam',
  method: 'GET',
  path: '/policies/{policyArn}/versions',
  paged: true,
  input: byPolicyArn.extend(fields.paging),
  load: loadPolicy,
  ...onPolicy,
  answer: (input, state) => {
    const policy = existingPolicy(input.policyArn, state.policy);
    const newestFirst: readonly PolicyVersion[] = policy.versions.toReversed();
    const { items, next } = pageInOrder(newestFirst, ({ id }) => id, input);
    return { versions: items.map((version) => versionView(version, policy)), ...next };
  },
});

/** Deleting a version and making it the default one are asked for in the same way. */
const versionCommands = (
  [
    ['DeletePolicyVersion', 'DELETE', '/policies/{policyArn}/versions/{versionId}'],
    ['SetDefaultPolicyVersion', 'PUT', '/policies/{policyArn}/default-version'],
  ] as const
).map(([type, method, path]) =>
  command({
    name: type,
    service: 'iam',
    method,
    path,
    status: 200,
    input: byVersion,
    load: loadPolicy,
    ...onPolicy,
    decide: (input, { policy }, account) => ({
      events: decidePolicy({ type, ...input }, { policy, attachmentCount: 0, account }),
    }),
  }),
);

/** The versions of managed policies. */
export const policyVersionOperations: readonly Operation[] = [
  createPolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  ...versionCommands,
];
