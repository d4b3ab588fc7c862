import { Glob } from '../pattern/glob.js';
import { parseWildcards } from '../pattern/template.js';
import { everyAction, signatureOf, signatureOfBeginning } from '../lookup/action-signature.js';

/**
 * The forms that an action pattern takes, from the cheapest to test to the dearest; texts are in lower case.
 *
 * Source: AWS IAM User Guide, "IAM JSON policy elements: Action".
 */
export type ActionPattern = {
  /** One of the signatures of every action that it matches. */
  readonly signature: number;
  /** How every action begins that it matches: what is written before the first wildcard. */
  readonly beginning: string;
} & (
  | { readonly kind: 'everything' }
  /** No wildcard. */
  | { readonly kind: 'exact' }
  /** A single `*`, at the end. */
  | { readonly kind: 'prefix' }
  | { readonly kind: 'glob'; readonly glob: Glob }
);

/** Tells which form a pattern has. */
export function actionPattern(written: string): ActionPattern {
  if (written === '*') return { kind: 'everything', signature: everyAction, beginning: '' };
  const action = written.toLowerCase();
  const wildcard = action.search(/[*?]/);
  if (wildcard < 0) return { kind: 'exact', signature: signatureOf(action), beginning: action };
  const beginning = action.slice(0, wildcard);
  const signature = signatureOfBeginning(action.slice(0, action.indexOf(':')), beginning);
  return wildcard === action.length - 1 && action.endsWith('*')
    ? { kind: 'prefix', signature, beginning }
    : { kind: 'glob', signature, beginning, glob: new Glob(parseWildcards(action)) };
}

/** Whether a pattern matches an action in lower case. */
export function matchesAction(pattern: ActionPattern, action: string): boolean {
  switch (pattern.kind) {
    case 'everything':
      return true;
    case 'exact':
      return pattern.beginning === action;
    case 'prefix':
      return action.startsWith(pattern.beginning);
    case 'glob':
      return pattern.glob.matches(action);
  }
}
