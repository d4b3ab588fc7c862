import { isConstant, textOf } from '../pattern/template.js';
import { positive } from './comparison.js';

/** Compares truth values; `true` and `false` in whatever case. */
export const bool = positive('Bool', {
  takesVariables: false,
  takesWildcards: false,
  expects: (value) => (truthOf(value) === undefined ? '`true` or `false`' : undefined),
  compile: (values) => {
    const wanted = new Set(values.filter(isConstant).map((value) => truthOf(textOf(value))));
    return (value) => {
      const truth = truthOf(value);
      return truth === undefined ? undefined : wanted.has(truth);
    };
  },
});

/** The truth value that a text stands for. */
export function truthOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}
