import type { Text } from './text.js';

/** How many code units the code point at an offset takes inside a range; half of one at its end stands alone. */
export function lengthAt(text: Text, offset: number, to: number): number {
  const isPair = offset + 1 < to && (text.codePointAt(offset) ?? 0) > 0xffff;
  return isPair ? 2 : 1;
}

/** How many code units the code point that ends at an offset takes; as above. */
export function lengthBefore(text: Text, from: number, offset: number): number {
  const isPair = offset - 2 >= from && (text.codePointAt(offset - 2) ?? 0) > 0xffff;
  return isPair ? 2 : 1;
}

/** How many code points a text has. */
export function charactersIn(text: string): number {
  let characters = 0;
  for (let offset = 0; offset < text.length; offset += lengthAt(text, offset, text.length)) characters += 1;
  return characters;
}
