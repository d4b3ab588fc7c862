import { positive } from './comparison.js';
import { constantComparison } from './constant-comparison.js';

/** Compares truth values; `true` and `false` in whatever case. */
export const bool = positive(
  'Bool',
  constantComparison({
    form: '`true` or `false`',
    wanted: truthOf,
    found: truthOf,
    matches: (found, wanted) => found === wanted,
  }),
);

/** The truth value that a text stands for. */
export function truthOf(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}
