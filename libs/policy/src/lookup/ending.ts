/** So many of the last characters of a text make its ending. */
export const ENDING_CHARACTERS = 4;

const BITS = 8;

/** The bits of an ending that belong to so many of its last characters. */
const bitsOf = [0, 0xff, 0xffff, 0xffffff, -1] as const;

/** A number that stands for the last characters of a text. */
export function endingOf(text: string): number {
  const last = text.length - 1;
  let ending = 0;
  for (let back = 0; back < ENDING_CHARACTERS && back <= last; back += 1) {
    ending |= (text.charCodeAt(last - back) & 0xff) << (BITS * back);
  }
  return ending;
}

/** Whether the texts with these endings may have so many last characters in common; equal numbers prove nothing. */
export function mayEndAlike(left: number, right: number, characters: number): boolean {
  return ((left ^ right) & (bitsOf[characters] ?? -1)) === 0;
}
