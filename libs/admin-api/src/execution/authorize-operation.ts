import type { Operation } from '../catalogue/operation.js';
import { authorize } from './authorize.js';
import type { Execution } from './execution.js';

/** The action that an operation is authorized as: `iam:CreateUser`. */
export function actionOf({ service, name }: Pick<Operation, 'service' | 'name'>): string {
  return `${service}:${name}`;
}

/**
 * Returns when the caller may carry out the operation on the entity that the documents show.
 *
 * @throws EdgeError `access_denied`
 */
export function authorizeOperation(
  operation: Operation,
  input: unknown,
  state: unknown,
  { scope, caller, call, ports }: Execution,
): void {
  const resource = operation.target(input, state, scope, caller.acting);
  if (resource === 'none') return;
  const question = {
    action: actionOf(operation),
    resource,
    context: operation.context?.(input, state) ?? {},
  };
  const trustOf = operation.kind === 'command' ? operation.trust?.bind(operation) : undefined;
  const trust = trustOf === undefined ? {} : { trust: { role: trustOf(state) } };
  authorize({ ...question, ...trust }, caller, call, ports.policies);
}
