import { positive } from './comparison.js';
import { constantComparison } from './constant-comparison.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const form = /^[A-Za-z0-9+/]*={0,2}$/;

/** Compares the bytes that base64 texts (RFC 4648 section 4) stand for. */
export const binaryEquals = positive(
  'BinaryEquals',
  constantComparison({
    form: 'bytes in base64',
    wanted: digitsOf,
    found: digitsOf,
    matches: (found, wanted) => found === wanted,
  }),
);

/**
 * The base64 digits without padding, the only ones that stand for their bytes; `undefined` for what is no base64. Bits
 * behind the last byte must be zero (RFC 4648 section 3.5).
 */
function digitsOf(text: string): string | undefined {
  if (!form.test(text)) return undefined;
  const digits = text.replace(/=+$/, '');
  const isPadded = digits.length < text.length;
  if (digits.length % 4 === 1 || (isPadded && text.length % 4 !== 0)) return undefined;
  const unusedBits = ((digits.length % 4) * 6) % 8;
  const last = alphabet.indexOf(digits.slice(-1));
  return (last & ((1 << unusedBits) - 1)) === 0 ? digits : undefined;
}
