import type { ActionPattern } from '../compile/action-pattern.js';
import { everyAction } from './action-signature.js';
import type { CompiledStatement } from '../compile/compiled-statement.js';
import { anyEnds, commonEnds } from './literal-ends.js';
import { sketchOf } from './sketch.js';

/** A statement in an index, under one of the signatures of its action patterns. */
export interface StatementEntry {
  readonly statement: CompiledStatement;
  /** The number of the policy that it comes from, among those that have one index. */
  readonly policy: number;
  /** An action that none of whose signatures this is does not match any of the patterns meant here. */
  readonly signature: number;
  readonly sketch: readonly number[];
}

/** The entries of a policy's statements. Takes time linear in the policy. */
export function statementEntries(
  statements: readonly CompiledStatement[],
  policy: number,
): readonly StatementEntry[] {
  return statements.flatMap((statement) => {
    const resource = statement.resource?.ends ?? anyEnds;
    return [...patternsBySignature(statement)].map(([signature, patterns]) => {
      const action = commonEnds(patterns.map(({ beginning }) => ({ beginning, ending: '' }))).beginning;
      return { statement, policy, signature, sketch: sketchOf({ resource, action }) };
    });
  });
}

/** Without patterns where no action can be ruled out. */
function patternsBySignature({
  action: { negated, patterns },
}: CompiledStatement): ReadonlyMap<number, readonly ActionPattern[]> {
  const found = new Map<number, ActionPattern[]>();
  if (negated || patterns.some(({ kind }) => kind === 'everything')) return found.set(everyAction, []);
  for (const pattern of patterns) {
    const known = found.get(pattern.signature);
    if (known === undefined) found.set(pattern.signature, [pattern]);
    else known.push(pattern);
  }
  return found;
}
