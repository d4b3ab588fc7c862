import { actionName } from '../compile/action-name.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { Effect } from '../document/policy.js';
import { emptyContext } from '../evaluate/request-context.js';
import { Question } from '../compile/question.js';

/**
 * Whether some request with this action might be allowed by a policy: whether one of its Allow statements matches the
 * action, whatever its principal, resource and conditions. `false` is certain, `true` is not.
 *
 * @param action `service:Name`, without wildcards; compared without regard to case
 */
export function mayAllow(policy: CompiledPolicy, action: string): boolean {
  return matchesAny(policy, 'Allow', action);
}

/** As {@link mayAllow}, of the Deny statements. */
export function mayDeny(policy: CompiledPolicy, action: string): boolean {
  return matchesAny(policy, 'Deny', action);
}

function matchesAny({ statements }: CompiledPolicy, effect: Effect, action: string): boolean {
  const principal = { kind: 'anonymous' } as const;
  const question = new Question({ principal, action, resource: '', context: emptyContext });
  return statements.some((statement) => statement.effect === effect && statement.action.matches(question));
}

/**
 * Those of the known actions that a policy names in an `Action` or `NotAction`, with whatever effect, in the order in
 * which they are given.
 */
export function namedActions({ statements }: CompiledPolicy, known: Iterable<string>): readonly string[] {
  return [...known].filter((action) => {
    const name = actionName(action);
    return statements.some((statement) => statement.action.names(name));
  });
}
