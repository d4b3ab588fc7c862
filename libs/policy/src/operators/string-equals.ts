import { isConstant, resolveTemplate, type Template, textOf } from '../pattern/template.js';
import { type Comparison, type ComparisonTest, negative, positive } from './comparison.js';

/** Compares character by character; `*` and `?` are ordinary characters. */
const exactly: Comparison = textComparison((text) => text);

/** Compares without regard to case. */
const ignoringCase: Comparison = textComparison((text) => text.toLowerCase());

export const stringEquals = positive('StringEquals', exactly);
export const stringNotEquals = negative('StringNotEquals', exactly);
export const stringEqualsIgnoreCase = positive('StringEqualsIgnoreCase', ignoringCase);
export const stringNotEqualsIgnoreCase = negative('StringNotEqualsIgnoreCase', ignoringCase);

function textComparison(normalize: (text: string) => string): Comparison {
  return {
    takesVariables: true,
    takesWildcards: false,
    refusesUnreadable: false,
    expects: () => undefined,
    compile: (values) => equalsAny(values, normalize),
  };
}

function equalsAny(values: readonly Template[], normalize: (text: string) => string): ComparisonTest {
  const fixed = new Set(values.filter(isConstant).map((value) => normalize(textOf(value))));
  const variable = values.filter((value) => !isConstant(value));
  if (variable.length === 0) return (value) => fixed.has(normalize(value));
  return (value, context) => {
    const wanted = normalize(value);
    return (
      fixed.has(wanted) ||
      variable.some((template) => {
        const resolved = resolveTemplate(template, context);
        return resolved !== undefined && normalize(textOf(resolved)) === wanted;
      })
    );
  };
}
