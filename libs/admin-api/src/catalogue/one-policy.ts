import type { ArnScope, PolicyDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { z } from 'zod';
import { findByArn, nameIn, resourceTagKeys, targetArn } from './entities.js';
import * as fields from './inputs.js';

/** The managed policy that an operation is about. */
export interface PolicyFound {
  readonly policy: PolicyDocument | undefined;
}

interface PolicyNamed {
  readonly policyArn: string;
}

/** The input of an operation that needs no more than a managed policy. */
export const byPolicyArn = z.strictObject({ policyArn: fields.policyArn });

/** Finds the managed policy of an operation. A policy of another account does not exist here. */
export async function loadPolicy({ policyArn }: PolicyNamed, reader: AccountReader): Promise<PolicyFound> {
  return { policy: await findByArn(reader, 'policy', policyArn) };
}

/** How operations about one managed policy are authorized. */
export const onPolicy = {
  target: ({ policyArn }: PolicyNamed, { policy }: PolicyFound, scope: ArnScope) =>
    targetArn(scope, 'policy', policy, nameIn(policyArn)),
  context: (_: unknown, { policy }: PolicyFound) => resourceTagKeys(policy),
};
