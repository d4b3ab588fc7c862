/** Stands for `?` among code points. */
export const ANY_CHARACTER = -1;

/** The code point at an offset inside a range; a surrogate whose other half lies outside stands alone. */
export function codePointBetween(text: string, offset: number, to: number): number {
  const code = text.codePointAt(offset) ?? 0;
  return offset + lengthOf(code) <= to ? code : text.charCodeAt(offset);
}

/** The code point that ends at an offset; as above. */
export function codePointBefore(text: string, from: number, offset: number): number {
  const pair = offset - 2 >= from ? (text.codePointAt(offset - 2) ?? 0) : 0;
  return pair > 0xffff ? pair : text.charCodeAt(offset - 1);
}

/** How many UTF-16 code units a code point takes. */
export function lengthOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}
