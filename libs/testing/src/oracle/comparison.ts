import type { OperatorName, PolicyVersion } from '@grantlog/policy';
import { arnParts, arnPatternParts } from './arn-parts.js';
import { literally, matches, type Step, wildcards } from './glob.js';
import type { OracleRequest } from './oracle-request.js';
import { type Truth, truth } from './truth.js';
import { sameBytes } from './values/bytes.js';
import { compareDecimals } from './values/decimal.js';
import { compareInstants } from './values/instant.js';
import { isInRange } from './values/ip-range.js';
import { type Reading, replaceVariables } from './variable.js';

/** The operators without their negated forms and without `Null`. */
export type PositiveOperator =
  | 'StringEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | `${'Numeric' | 'Date'}${'Equals' | 'LessThan' | 'LessThanEquals' | 'GreaterThan' | 'GreaterThanEquals'}`
  | 'Bool'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'ArnEquals'
  | 'ArnLike';

/** Whether an operator is one of {@link comparisons}. */
export function isPositive(operator: OperatorName): operator is PositiveOperator {
  return operator in comparisons;
}

/** What an operator compares with: a value of the policy, in a policy of that version, for that request. */
export interface Wanted {
  readonly value: string;
  readonly version: PolicyVersion;
  readonly request: OracleRequest;
}

type Comparison = (got: string, wanted: Wanted) => Truth;

/** One value of the request against one value of the policy. The request stands on the left. */
export const comparisons: Readonly<Record<PositiveOperator, Comparison>> = {
  StringEquals: (got, wanted) => text(got, wanted, literally),
  StringEqualsIgnoreCase: (got, wanted) =>
    text(got.toLowerCase(), wanted, literally, (step) => step.toLowerCase()),
  StringLike: (got, wanted) => text(got, wanted, wildcards),
  NumericEquals: (got, { value }) => ordered(compareDecimals(got, value), (sign) => sign === 0),
  NumericLessThan: (got, { value }) => ordered(compareDecimals(got, value), (sign) => sign < 0),
  NumericLessThanEquals: (got, { value }) => ordered(compareDecimals(got, value), (sign) => sign <= 0),
  NumericGreaterThan: (got, { value }) => ordered(compareDecimals(got, value), (sign) => sign > 0),
  NumericGreaterThanEquals: (got, { value }) => ordered(compareDecimals(got, value), (sign) => sign >= 0),
  DateEquals: (got, { value }) => ordered(compareInstants(got, value), (sign) => sign === 0),
  DateLessThan: (got, { value }) => ordered(compareInstants(got, value), (sign) => sign < 0),
  DateLessThanEquals: (got, { value }) => ordered(compareInstants(got, value), (sign) => sign <= 0),
  DateGreaterThan: (got, { value }) => ordered(compareInstants(got, value), (sign) => sign > 0),
  DateGreaterThanEquals: (got, { value }) => ordered(compareInstants(got, value), (sign) => sign >= 0),
  Bool: (got, { value }) => readable(sameBoolean(got, value)),
  BinaryEquals: (got, { value }) => readable(sameBytes(got, value)),
  IpAddress: (got, { value }) => readable(isInRange(got, value)),
  ArnEquals: (got, wanted) => arn(got, wanted),
  ArnLike: (got, wanted) => arn(got, wanted),
};

/** The operators that hold when their positive form holds for none of the policy's values. */
export const negations: Partial<Record<OperatorName, PositiveOperator>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** A value of the policy whose variable has no value equals nothing. */
function text(got: string, wanted: Wanted, reading: Reading, fold = (step: Step): Step => step): Truth {
  const pattern = replaceVariables(wanted.value, wanted.version, wanted.request, reading);
  return truth(pattern !== undefined && matches(pattern.map(fold), got));
}

/** Six parts, each a glob of its own. */
function arn(got: string, wanted: Wanted): Truth {
  const [gotten, patterns] = [arnParts(got), arnPatterns(wanted)];
  if (gotten === undefined || patterns === undefined) return 'unreadable';
  return truth(
    gotten.every((part, index) => {
      const pattern = patterns[index];
      return pattern !== undefined && matches(pattern, part);
    }),
  );
}

/** Six patterns; one whose variable has no value is absent. `undefined` when neither text nor variables make an ARN. */
function arnPatterns({
  value,
  version,
  request,
}: Wanted): readonly (readonly Step[] | undefined)[] | undefined {
  const hasVariables = version === '2012-10-17';
  const written = arnPatternParts(value, hasVariables);
  // Where six parts are written, what fills a variable never adds one.
  if (written !== undefined)
    return written.map((part) => replaceVariables(part, version, request, wildcards));
  if (!hasVariables || !value.includes('${')) return undefined;
  return filledParts(replaceVariables(value, version, request, wildcards) ?? []);
}

/** A variable may hold a whole ARN; when it does not, nothing is like it. */
function filledParts(steps: readonly Step[]): readonly (readonly Step[])[] {
  const colons = [...steps.keys()].filter((place) => steps[place] === ':').slice(0, 5);
  if (colons.length < 5) return [];
  return [-1, ...colons].map((colon, part) => steps.slice(colon + 1, colons[part]));
}

function ordered(sign: number | undefined, holds: (sign: number) => boolean): Truth {
  return sign === undefined ? 'unreadable' : truth(holds(sign));
}

function readable(answer: boolean | undefined): Truth {
  return answer === undefined ? 'unreadable' : truth(answer);
}

function sameBoolean(left: string, right: string): boolean | undefined {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  const words = ['true', 'false'];
  return words.includes(a) && words.includes(b) ? a === b : undefined;
}
