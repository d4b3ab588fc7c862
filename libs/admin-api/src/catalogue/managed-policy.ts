import type { ArnScope, PolicyDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { findByArn, nameIn, resourceTagKeys, targetArn } from './entities.js';

/** The managed policy that an operation is about. */
export interface PolicyFound {
  readonly policy: PolicyDocument | undefined;
}

/** Finds the managed policy of an operation. A policy of another account does not exist here. */
export async function loadPolicy(
  { policyArn }: { policyArn: string },
  reader: AccountReader,
): Promise<PolicyFound> {
  return { policy: await findByArn(reader, 'policy', policyArn) };
}

/** How operations about one managed policy are authorized. */
export const onPolicy = {
  target: ({ policyArn }: { policyArn: string }, { policy }: PolicyFound, scope: ArnScope) =>
    targetArn(scope, 'policy', policy, nameIn(policyArn)),
  context: (_: unknown, { policy }: PolicyFound) => resourceTagKeys(policy),
};
