import type { JsonNumber, JsonPlace } from './json-value.js';
import type { JsonText } from './json-text.js';
import { quoted } from './finding.js';

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const LOWER_E = 0x65;
const ZERO = 0x30;
const NINE = 0x39;

/** Reads the number that starts at the current offset, by the grammar of RFC 8259 section 6. */
export function readNumber(source: JsonText, at: JsonPlace): JsonNumber {
  const from = source.offset;
  if (source.code === MINUS) source.offset += 1;
  if (source.code === ZERO) source.offset += 1;
  else skipDigits(source, at);
  if (source.code === POINT) {
    source.offset += 1;
    skipDigits(source, at);
  }
  if ((source.code | 0x20) === LOWER_E) {
    source.offset += 1;
    if (source.code === PLUS || source.code === MINUS) source.offset += 1;
    skipDigits(source, at);
  }
  const text = source.text.slice(from, source.offset);
  const value = Number(text);
  if (!Number.isFinite(value)) {
    source.report('number_out_of_range', at, `found ${quoted(text)}, write a number of at most 1.8e308`);
  }
  return { kind: 'number', value, text, at };
}

/** Whether a number can begin with this code unit. */
export function startsNumber(code: number): boolean {
  return code === MINUS || isDigit(code);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function skipDigits(source: JsonText, at: JsonPlace): void {
  const from = source.offset;
  while (isDigit(source.code)) source.offset += 1;
  if (source.offset === from) source.expected('a digit', at);
}
