import type { NamedKind } from '@grantlog/account-state';
import { DomainError } from './domain-error.js';
import type { QuotaName, Quotas } from './quotas.js';

/**
 * The entity, when it exists.
 *
 * @throws DomainError `no_such_entity` in AWS's words.
 */
export function existing<T>(kind: Exclude<NamedKind, 'policy'>, name: string, found: T | undefined): T {
  if (found !== undefined) return found;
  throw new DomainError('no_such_entity', `The ${kind} with name ${name} cannot be found.`);
}

/**
 * The managed policy, when it exists in this account.
 *
 * @throws DomainError `no_such_entity` in AWS's words.
 */
export function existingPolicy<T>(policyArn: string, found: T | undefined): T {
  if (found !== undefined) return found;
  throw new DomainError('no_such_entity', `Policy ${policyArn} was not found.`);
}

/**
 * One part of an entity by what it is called: `The user policy with name X cannot be found.`
 *
 * @throws DomainError `no_such_entity`
 */
export function existingPart<T>(what: string, found: T | undefined): T {
  if (found !== undefined) return found;
  throw new DomainError('no_such_entity', `${what} cannot be found.`);
}

/** @throws DomainError `delete_conflict` that says what to remove before the entity, when that is still there. */
export function requireGone(isGone: boolean, whatToDo: string): void {
  if (!isGone) throw new DomainError('delete_conflict', `Cannot delete entity, must ${whatToDo} first.`);
}

/** @throws DomainError `limit_exceeded` when the quota leaves no room for one more. */
export function requireRoomForOne(quota: QuotaName, present: number, quotas: Quotas): void {
  requireWithin(quota, present + 1, quotas);
}

/** @throws DomainError `limit_exceeded` when the amount is more than the quota. */
export function requireWithin(quota: QuotaName, amount: number, quotas: Quotas): void {
  if (amount <= quotas[quota]) return;
  throw new DomainError('limit_exceeded', `Cannot exceed quota for ${quota}: ${quotas[quota]}`);
}
