import { textOf } from '../pattern/template.js';
import { truthOf } from './bool.js';
import type { Operator } from './operator.js';

/** Asks whether the key is absent (`true`) or present (`false`). A key with an empty list counts as absent. */
export const nullOperator: Operator = {
  name: 'Null',
  takesVariables: false,
  takesWildcards: false,
  refusesUnreadable: false,
  expects: (value) => (truthOf(value) === undefined ? '`true` or `false`' : undefined),
  compile: (values) => {
    const wanted = new Set(values.map((value) => truthOf(textOf(value))));
    return (value) => wanted.has(value === undefined || (typeof value !== 'string' && value.length === 0));
  },
};
