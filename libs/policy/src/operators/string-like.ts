import { Glob } from '../pattern/glob.js';
import { isConstant, resolveTemplate, type Template } from '../pattern/template.js';
import { type Comparison, type ComparisonTest, negative, positive } from './comparison.js';

/** Compares with a pattern of `*` and `?`, with regard to case. */
const pattern: Comparison = {
  takesVariables: true,
  takesWildcards: true,
  refusesUnreadable: false,
  expects: () => undefined,
  compile: (values) => {
    const tests = values.map(patternTest);
    return (value, context) => tests.some((test) => test(value, context) === true);
  },
};

export const stringLike = positive('StringLike', pattern);
export const stringNotLike = negative('StringNotLike', pattern);

function patternTest(template: Template): ComparisonTest {
  if (isConstant(template)) {
    const glob = new Glob(template);
    return (value) => glob.matches(value);
  }
  return (value, context) => {
    const resolved = resolveTemplate(template, context);
    return resolved !== undefined && new Glob(resolved).matches(value);
  };
}
