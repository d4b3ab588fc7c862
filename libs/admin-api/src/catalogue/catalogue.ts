import { accessKeyOperations } from './access-key.operations.js';
import { attachedPolicyOperations } from './attached-policy.operations.js';
import { auditOperations } from './audit.operations.js';
import { groupOperations } from './group.operations.js';
import { inlinePolicyOperations } from './inline-policy.operations.js';
import { membershipOperations } from './membership.operations.js';
import type { Operation } from './operation.js';
import { policyOperations } from './policy.operations.js';
import { policyVersionOperations } from './policy-version.operations.js';
import { roleOperations } from './role.operations.js';
import { sessionOperations } from './session.operations.js';
import { userOperations } from './user.operations.js';

/** Every operation of the administrative API: the one table that the edges and the documentation are made from. */
export const operations: readonly Operation[] = [
  ...userOperations,
  ...groupOperations,
  ...membershipOperations,
  ...roleOperations,
  ...policyOperations,
  ...policyVersionOperations,
  ...attachedPolicyOperations,
  ...inlinePolicyOperations,
  ...accessKeyOperations,
  ...sessionOperations,
  ...auditOperations,
];
