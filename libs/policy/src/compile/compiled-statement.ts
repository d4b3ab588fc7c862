import type { Effect } from '../document/policy.js';
import type { ActionPart } from './action-part.js';
import type { PrincipalPart } from './principal-part.js';
import type { ResourcePart } from './resource-part.js';
import type { StatementPart } from './statement-part.js';

/** One statement of a compiled policy. */
export interface CompiledStatement {
  readonly index: number;
  /** Empty when the statement has none. */
  readonly sid: string;
  readonly effect: Effect;
  readonly action: ActionPart;
  readonly principal: PrincipalPart | undefined;
  readonly resource: ResourcePart | undefined;
  /** Everything but the action, in the order in which it is tested: principal, resource, conditions. */
  readonly parts: readonly StatementPart[];
}
