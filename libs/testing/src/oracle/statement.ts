import type { PatternElement, Policy, PolicyVersion, Statement } from '@grantlog/policy';
import { arnParts, arnPatternParts } from './arn-parts.js';
import { conditionHolds } from './condition.js';
import { matches, wildcards } from './glob.js';
import type { OracleRequest } from './oracle-request.js';
import { allOf, failClosed } from './truth.js';
import { replaceVariables } from './variable.js';

/**
 * Whether a statement is about this request, whoever asks: its action, its resource and all of its conditions match.
 *
 * Source: AWS IAM User Guide, "IAM JSON policy elements reference".
 */
export function isAbout(statement: Statement, { version }: Policy, request: OracleRequest): boolean {
  return (
    actionMatches(statement.actions, request.action) &&
    resourceMatches(statement.resources, version, request) &&
    failClosed(
      allOf(statement.conditions.map((condition) => conditionHolds(condition, version, request))),
      statement.effect,
    )
  );
}

/** `Action`: any pattern; `NotAction`: none. Case does not matter. */
function actionMatches({ negated, patterns }: PatternElement, action: string): boolean {
  const named = patterns.some((pattern) => matches(wildcards(pattern.toLowerCase()), action.toLowerCase()));
  return named !== negated;
}

/** `Resource`: any pattern; `NotResource`: none, and every variable must have a value. Trust policies have neither. */
function resourceMatches(
  element: PatternElement | undefined,
  version: PolicyVersion,
  request: OracleRequest,
): boolean {
  if (element === undefined) return true;
  const named = element.patterns.map((pattern) => resourceNamed(pattern, version, request));
  return element.negated ? named.every((match) => match === false) : named.includes(true);
}

/** Whether a pattern names the resource, part by part; `undefined` when a variable in it has no value. */
function resourceNamed(pattern: string, version: PolicyVersion, request: OracleRequest): boolean | undefined {
  if (pattern === '*') return true;
  const written = arnPatternParts(pattern, version === '2012-10-17') ?? [];
  const last = replaceVariables(written.at(-1) ?? '', version, request, wildcards);
  if (last === undefined) return undefined;
  const patterns = [...written.slice(0, -1).map(wildcards), last];
  const parts = arnParts(request.resource);
  return parts?.every((part, index) => matches(patterns[index] ?? [], part)) === true;
}
