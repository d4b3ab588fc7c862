import { Glob } from '../pattern/glob.js';
import { parseWildcards } from '../pattern/template.js';

/**
 * The forms that an action pattern takes, from the cheapest to test to the dearest; texts are in lower case.
 *
 * Source: AWS IAM User Guide, "IAM JSON policy elements: Action".
 */
export type ActionPattern =
  | { readonly kind: 'everything' }
  /** No wildcard. */
  | { readonly kind: 'exact'; readonly action: string }
  /** `service:prefix*`; the prefix includes the service. */
  | { readonly kind: 'prefix'; readonly service: string; readonly prefix: string }
  | { readonly kind: 'glob'; readonly service: string; readonly glob: Glob };

/** Tells which form a pattern has. */
export function actionPattern(written: string): ActionPattern {
  if (written === '*') return { kind: 'everything' };
  const action = written.toLowerCase();
  const wildcard = action.search(/[*?]/);
  if (wildcard < 0) return { kind: 'exact', action };
  const service = action.slice(0, action.indexOf(':'));
  if (wildcard === action.length - 1 && action.endsWith('*')) {
    return { kind: 'prefix', service, prefix: action.slice(0, -1) };
  }
  return {
    kind: 'glob',
    service,
    glob: new Glob(parseWildcards(action)),
  };
}
