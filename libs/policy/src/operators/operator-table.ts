import { bool } from './bool.js';
import { ipAddress, notIpAddress } from './ip-address.js';
import { nullOperator } from './null.js';
import type { Operator, OperatorName } from './operator.js';
import {
  stringEquals,
  stringEqualsIgnoreCase,
  stringNotEquals,
  stringNotEqualsIgnoreCase,
} from './string-equals.js';
import { stringLike, stringNotLike } from './string-like.js';

const operators = {
  StringEquals: stringEquals,
  StringNotEquals: stringNotEquals,
  StringEqualsIgnoreCase: stringEqualsIgnoreCase,
  StringNotEqualsIgnoreCase: stringNotEqualsIgnoreCase,
  StringLike: stringLike,
  StringNotLike: stringNotLike,
  Bool: bool,
  IpAddress: ipAddress,
  NotIpAddress: notIpAddress,
  Null: nullOperator,
} satisfies Record<OperatorName, Operator>;

/** Operators of the policy language that this version does not evaluate. */
const unsupported: ReadonlySet<string> = new Set([
  ...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].flatMap(
    (comparison) => [`Numeric${comparison}`, `Date${comparison}`],
  ),
  ...['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike', 'BinaryEquals'],
]);

const setPrefix = /^For(?:AllValues|AnyValue):/;
const ifExists = 'IfExists';

/** What an operator's name in a document means. */
export type NamedOperator =
  | { readonly status: 'known'; readonly name: OperatorName }
  /** Part of the policy language, but not evaluated by this version. */
  | { readonly status: 'not_supported' }
  | { readonly status: 'unknown'; readonly suggestion: OperatorName | undefined };

/** The operator of a name that came out of a parsed policy. */
export function operatorOf(name: OperatorName): Operator {
  return operators[name];
}

/** Looks a written operator name up; names are compared with regard to case. */
export function findOperator(written: string): NamedOperator {
  if (isOperatorName(written)) return { status: 'known', name: written };
  const plain = written.replace(setPrefix, '');
  const base = plain.endsWith(ifExists) ? plain.slice(0, -ifExists.length) : plain;
  // `NullIfExists` means nothing: Null itself asks whether the key exists.
  const isInLanguage = (isOperatorName(base) || unsupported.has(base)) && plain !== `Null${ifExists}`;
  if (isInLanguage) return { status: 'not_supported' };
  const lowerCase = written.toLowerCase();
  const suggestion = Object.values(operators).find(({ name }) => name.toLowerCase() === lowerCase)?.name;
  return { status: 'unknown', suggestion };
}

function isOperatorName(text: string): text is OperatorName {
  return Object.hasOwn(operators, text);
}
