import type { Condition } from './policy.js';

/** The operator of a condition as documents write it, for example `ForAnyValue:StringLike` or `BoolIfExists`. */
export function operatorText({ operator, quantifier, ifExists }: Condition): string {
  return `${quantifier === undefined ? '' : `${quantifier}:`}${operator}${ifExists ? 'IfExists' : ''}`;
}
