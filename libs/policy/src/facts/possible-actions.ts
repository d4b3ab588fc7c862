import { actionName } from '../compile/action-name.js';
import type { ActionIndex } from '../compile/action-index.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import { emptyContext } from '../evaluate/request-context.js';
import { Question } from '../compile/question.js';

const stopAtFirst = { visit: () => true };

/**
 * Whether some request with this action might be allowed by a policy: whether one of its Allow statements matches the
 * action, whatever its principal, resource and conditions. `false` is certain, `true` is not.
 *
 * @param action `service:Name`, without wildcards; compared without regard to case
 */
export function mayAllow({ allow }: CompiledPolicy, action: string): boolean {
  return names(allow, action);
}

/** As {@link mayAllow}, of the Deny statements. */
export function mayDeny({ deny }: CompiledPolicy, action: string): boolean {
  return names(deny, action);
}

function names(index: ActionIndex, action: string): boolean {
  const principal = { kind: 'anonymous' } as const;
  return index.visit(new Question({ principal, action, resource: '', context: emptyContext }), stopAtFirst);
}

/**
 * Those of the known actions that a policy names in an `Action` or `NotAction`, with whatever effect, in the order in
 * which they are given. Takes time in proportion to the known actions, not to the patterns.
 */
export function namedActions({ statements }: CompiledPolicy, known: Iterable<string>): readonly string[] {
  return [...known].filter((action) => {
    const name = actionName(action);
    return statements.some((statement) => statement.action.names(name));
  });
}
