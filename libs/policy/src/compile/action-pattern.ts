import { Glob } from '../pattern/glob.js';
import { parseWildcards } from '../pattern/template.js';
import { everyAction, signatureOf, signatureOfBeginning } from './action-signature.js';

/**
 * The forms that an action pattern takes, from the cheapest to test to the dearest; texts are in lower case.
 *
 * Source: AWS IAM User Guide, "IAM JSON policy elements: Action".
 */
export type ActionPattern = {
  /** One of the signatures of every action that it matches. */
  readonly signature: number;
} & (
  | { readonly kind: 'everything' }
  /** No wildcard. */
  | { readonly kind: 'exact'; readonly action: string }
  /** `service:prefix*`; the prefix includes the service. */
  | { readonly kind: 'prefix'; readonly service: string; readonly prefix: string }
  | { readonly kind: 'glob'; readonly service: string; readonly glob: Glob }
);

/** Tells which form a pattern has. */
export function actionPattern(written: string): ActionPattern {
  if (written === '*') return { kind: 'everything', signature: everyAction };
  const action = written.toLowerCase();
  const wildcard = action.search(/[*?]/);
  if (wildcard < 0) return { kind: 'exact', action, signature: signatureOf(action) };
  const service = action.slice(0, action.indexOf(':'));
  const signature = signatureOfBeginning(service, action.slice(0, wildcard));
  if (wildcard === action.length - 1 && action.endsWith('*')) {
    return { kind: 'prefix', service, prefix: action.slice(0, -1), signature };
  }
  return { kind: 'glob', service, glob: new Glob(parseWildcards(action)), signature };
}

/** Whether a pattern matches an action in lower case. */
export function matchesAction(pattern: ActionPattern, action: string): boolean {
  switch (pattern.kind) {
    case 'everything':
      return true;
    case 'exact':
      return pattern.action === action;
    case 'prefix':
      return action.startsWith(pattern.prefix);
    case 'glob':
      return pattern.glob.matches(action);
  }
}
