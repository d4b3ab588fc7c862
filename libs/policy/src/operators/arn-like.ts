import { ArnPattern, arnPattern, splitArn } from '../arn/arn-pattern.js';
import type { RequestContext } from '../evaluate/request-context.js';
import { hasVariable } from '../pattern/variable.js';
import { isConstant, resolveTemplate, type Template } from '../pattern/template.js';
import { parseArn } from '../arn/arn.js';
import { type Comparison, type ComparisonTest, negative, positive } from './comparison.js';

/**
 * Compares the six parts of an ARN one by one, each with `*` and `?`; `ArnEquals` and `ArnLike` are the same.
 *
 * A variable never adds a part where the policy writes all five colons. What is not an ARN cannot be compared.
 */
const parts: Comparison = {
  takesVariables: true,
  takesWildcards: true,
  refusesUnreadable: false,
  expects: (value) =>
    parseArn(value) === undefined && !hasVariable(value)
      ? 'an ARN such as `arn:aws:iam::123456789012:user/*`'
      : undefined,
  compile: (values) => {
    const tests = values.map(patternTest);
    return (value, context) => {
      if (parseArn(value) === undefined) return undefined;
      let answer: boolean | undefined = false;
      for (const test of tests) {
        const matches = test(value, context);
        if (matches === true) return true;
        if (matches === undefined) answer = undefined;
      }
      return answer;
    };
  },
};

export const arnEquals = positive('ArnEquals', parts);
export const arnLike = positive('ArnLike', parts);
export const arnNotEquals = negative('ArnNotEquals', parts);
export const arnNotLike = negative('ArnNotLike', parts);

function patternTest(template: Template): ComparisonTest {
  if (isConstant(template)) {
    const pattern = arnPattern(template);
    return pattern === undefined ? () => undefined : (value) => pattern.matches(value);
  }
  const written = splitArn(template);
  return (value, context) => {
    const pattern = written === undefined ? whole(template, context) : partwise(written, context);
    return pattern?.matches(value) ?? false;
  };
}

/** The pattern when a variable stands for more than one part, for example for a whole ARN. */
function whole(template: Template, context: RequestContext): ArnPattern | undefined {
  const resolved = resolveTemplate(template, context);
  return resolved && arnPattern(resolved);
}

function partwise(written: readonly Template[], context: RequestContext): ArnPattern | undefined {
  const resolved = written.map((part) => resolveTemplate(part, context));
  const known = resolved.filter((part) => part !== undefined);
  return known.length === resolved.length ? new ArnPattern(known) : undefined;
}
