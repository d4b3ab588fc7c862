import type { ActionPattern } from './action-pattern.js';
import { everyAction } from './action-signature.js';
import type { CompiledStatement } from './compiled-statement.js';

/** A statement with those of its action patterns that an index keeps together. */
export interface StatementEntry {
  readonly statement: CompiledStatement;
  /** The number of the policy that it comes from, among those that have one index. */
  readonly policy: number;
  /** None for `NotAction`. */
  readonly patterns: readonly ActionPattern[];
  /** An action that none of whose signatures this is does not match any of the patterns. */
  readonly signature: number;
}

/** From the form that matches most to the one that matches least, so that a scan for an Allow stops early. */
const forms = ['everything', 'exact', 'prefix', 'glob', 'negated'] as const;

interface Draft extends StatementEntry {
  readonly form: (typeof forms)[number];
  readonly patterns: ActionPattern[];
}

/** The entries of one policy's statements: form by form, the longest prefixes first, then in the order of the document. */
export function statementEntries(
  statements: readonly CompiledStatement[],
  policy: number,
): readonly StatementEntry[] {
  return statements
    .flatMap((statement) => entriesOf(statement, policy))
    .sort((left, right) => rankOf(left) - rankOf(right) || longest(right) - longest(left));
}

function entriesOf(statement: CompiledStatement, policy: number): readonly Draft[] {
  const { negated, patterns } = statement.action;
  if (negated) return [{ statement, policy, patterns: [], signature: everyAction, form: 'negated' }];
  const everything = patterns.find(({ kind }) => kind === 'everything');
  if (everything !== undefined) {
    return [{ statement, policy, patterns: [everything], signature: everyAction, form: 'everything' }];
  }
  const drafts = new Map<string, Draft>();
  for (const pattern of patterns) {
    const { kind: form, signature } = pattern;
    const key = `${form} ${signature}`;
    const draft = drafts.get(key);
    if (draft === undefined) drafts.set(key, { statement, policy, patterns: [pattern], signature, form });
    else draft.patterns.push(pattern);
  }
  return [...drafts.values()];
}

function rankOf({ form }: Draft): number {
  return forms.indexOf(form);
}

function longest({ form, patterns }: Draft): number {
  if (form !== 'prefix') return 0;
  return Math.max(...patterns.map((pattern) => (pattern.kind === 'prefix' ? pattern.prefix.length : 0)));
}
