import type { JsonPlace } from './json-value.js';
import type { JsonText } from './json-text.js';
import { hexDigit } from './hex-digit.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
const FIRST_PRINTABLE = 0x20;

const escapes: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, meaning]) => [letter.charCodeAt(0), meaning],
  ),
);

/** Reads the string that starts at the current offset. Linear: each character is looked at once. */
export function readString(source: JsonText, at: JsonPlace): string {
  source.offset += 1;
  let value = '';
  let from = source.offset;
  for (;;) {
    const code = source.code;
    if (code === QUOTE) break;
    if (code === BACKSLASH) {
      value += source.text.slice(from, source.offset);
      value += readEscape(source, at);
      from = source.offset;
    } else if (code >= FIRST_PRINTABLE) source.offset += 1;
    else
      source.expected(source.isAtEnd ? 'a closing quote' : 'control characters as escapes such as `\\n`', at);
  }
  value += source.text.slice(from, source.offset);
  source.offset += 1;
  if (hasLoneSurrogate(value)) {
    source.report(
      'lone_surrogate',
      at,
      'found half of a surrogate pair, write both halves or leave the character out',
    );
  }
  return value;
}

function readEscape(source: JsonText, at: JsonPlace): string {
  source.offset += 1;
  const code = source.code;
  if (code === LOWER_U) return readUnicodeEscape(source, at);
  const meaning = escapes.get(code);
  if (meaning === undefined) return source.expected('one of `"\\/bfnrtu` after the backslash', at);
  source.offset += 1;
  return meaning;
}

function readUnicodeEscape(source: JsonText, at: JsonPlace): string {
  let unit = 0;
  for (let count = 0; count < 4; count += 1) {
    source.offset += 1;
    const digit = hexDigit(source.code);
    if (digit < 0) return source.expected('four hexadecimal digits after `\\u`', at);
    unit = unit * 16 + digit;
  }
  source.offset += 1;
  return String.fromCharCode(unit);
}

function hasLoneSurrogate(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0xd800 || code > 0xdfff) continue;
    const next = text.charCodeAt(index + 1);
    if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return true;
    index += 1;
  }
  return false;
}
