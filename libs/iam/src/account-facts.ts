import type { EntityKind } from '@grantlog/account-state';
import type { Quotas } from './quotas.js';

/** What decisions need to know of the account as a whole. */
export interface AccountFacts {
  readonly quotas: Quotas;
  /** How many entities of each kind there are before the command. */
  readonly counts: Readonly<Record<EntityKind, number>>;
}
