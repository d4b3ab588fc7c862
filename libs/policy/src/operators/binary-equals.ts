import { positive } from './comparison.js';
import { constantComparison } from './constant-comparison.js';

/**
 * Base64 as RFC 4648 section 4 wants it: padded (section 3.2), and with zeros for the bits behind the last byte (section
 * 3.5), so that every sequence of bytes has exactly one text.
 */
const form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** Compares the bytes that base64 texts stand for. */
export const binaryEquals = positive(
  'BinaryEquals',
  constantComparison({
    form: 'bytes in base64, with padding',
    wanted: base64,
    found: base64,
    matches: (found, wanted) => found === wanted,
  }),
);

function base64(text: string): string | undefined {
  return form.test(text) ? text : undefined;
}
