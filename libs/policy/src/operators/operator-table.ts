import type { Quantifier } from '../document/policy.js';
import { arnEquals, arnLike, arnNotEquals, arnNotLike } from './arn-like.js';
import { binaryEquals } from './binary-equals.js';
import { bool } from './bool.js';
import {
  dateEquals,
  dateGreaterThan,
  dateGreaterThanEquals,
  dateLessThan,
  dateLessThanEquals,
  dateNotEquals,
} from './date.js';
import { ipAddress, notIpAddress } from './ip-address.js';
import { nullOperator } from './null.js';
import {
  numericEquals,
  numericGreaterThan,
  numericGreaterThanEquals,
  numericLessThan,
  numericLessThanEquals,
  numericNotEquals,
} from './numeric.js';
import type { OperatorName } from '../document/operator-name.js';
import type { Operator } from './operator.js';
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
  NumericEquals: numericEquals,
  NumericNotEquals: numericNotEquals,
  NumericLessThan: numericLessThan,
  NumericLessThanEquals: numericLessThanEquals,
  NumericGreaterThan: numericGreaterThan,
  NumericGreaterThanEquals: numericGreaterThanEquals,
  DateEquals: dateEquals,
  DateNotEquals: dateNotEquals,
  DateLessThan: dateLessThan,
  DateLessThanEquals: dateLessThanEquals,
  DateGreaterThan: dateGreaterThan,
  DateGreaterThanEquals: dateGreaterThanEquals,
  Bool: bool,
  BinaryEquals: binaryEquals,
  IpAddress: ipAddress,
  NotIpAddress: notIpAddress,
  ArnEquals: arnEquals,
  ArnNotEquals: arnNotEquals,
  ArnLike: arnLike,
  ArnNotLike: arnNotLike,
  Null: nullOperator,
} satisfies Record<OperatorName, Operator>;

/** An operator with what stands around it in a document. */
export interface KnownOperator {
  readonly status: 'known';
  readonly operator: Operator;
  readonly quantifier: Quantifier | undefined;
  readonly ifExists: boolean;
}

/** What an operator's name in a document means. */
export type NamedOperator =
  KnownOperator | { readonly status: 'unknown'; readonly suggestion: string | undefined };

/** The operator of a name that came out of a parsed policy. */
export function operatorOf(name: OperatorName): Operator {
  return operators[name];
}

const nameForm = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]*?)(IfExists)?$/;
const anyCase = new RegExp(nameForm, 'i');

/** Looks a written operator name up; names are compared with regard to case. */
export function findOperator(written: string): NamedOperator {
  const [, quantifier, name = '', ifExists] = nameForm.exec(written) ?? [];
  // `Null` itself asks whether the key exists, so nothing can stand around it.
  const isBare = quantifier === undefined && ifExists === undefined;
  if (!isOperatorName(name) || (name === 'Null' && !isBare)) {
    return { status: 'unknown', suggestion: suggestionFor(written) };
  }
  return {
    status: 'known',
    operator: operators[name],
    quantifier: asQuantifier(quantifier),
    ifExists: ifExists !== undefined,
  };
}

/** The name that was probably meant, with what stands around it. */
function suggestionFor(written: string): string | undefined {
  const [, quantifier, name = '', ifExists] = anyCase.exec(written) ?? [];
  const lowerCase = name.toLowerCase();
  const meant = Object.keys(operators).find((each) => each.toLowerCase() === lowerCase);
  if (meant === undefined || meant === 'Null') return meant;
  const prefix =
    quantifier === undefined
      ? ''
      : `${quantifier.toLowerCase() === 'foranyvalue' ? 'ForAnyValue' : 'ForAllValues'}:`;
  return `${prefix}${meant}${ifExists === undefined ? '' : 'IfExists'}`;
}

function asQuantifier(text: string | undefined): Quantifier | undefined {
  return text === 'ForAllValues' || text === 'ForAnyValue' ? text : undefined;
}

function isOperatorName(text: string): text is OperatorName {
  return Object.hasOwn(operators, text);
}
