import type { Effect, Quantifier } from '../document/policy.js';
import { type ContextValue, requestContext } from '../evaluate/request-context.js';
import { parseTemplate } from '../pattern/template.js';
import type { OperatorName } from '../document/operator-name.js';
import { findOperator } from './operator-table.js';

const context = requestContext([
  ['aws:username', 'ada'],
  ['aws:PrincipalArn', 'arn:aws:iam::123456789012:user/ada'],
  ['aws:PrincipalTag/colons', '111122223333:role/x'],
  ['aws:TagKeys', ['ada']],
]);

/** Operators with what may stand around them. */
export type WrittenOperator = `${'' | `${Quantifier}:`}${OperatorName}${'' | 'IfExists'}`;

/** Whether `operator: { key: values }` holds for what the request has under the key. */
export function holds(
  written: WrittenOperator,
  values: string | readonly string[],
  value: ContextValue | undefined,
  effect: Effect = 'Allow',
): boolean {
  const found = findOperator(written);
  if (found.status === 'unknown') throw new Error(`there is no operator ${written}`);
  const { operator, quantifier, ifExists } = found;
  const syntax = { wildcards: operator.takesWildcards, variables: operator.takesVariables };
  const templates = [values].flat().map((text) => parseTemplate(text, syntax));
  return operator.compile(templates, { effect, quantifier, ifExists })(value, context);
}
