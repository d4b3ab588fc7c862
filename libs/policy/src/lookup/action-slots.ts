/**
 * A hash table in a row of numbers: for the signature of an action pattern, the positions of its Deny statements and,
 * right behind them, of its Allow statements. What is looked for touches one place in memory.
 */

/** Signature, first Deny, first Allow, behind the last Allow. */
export const SLOT_WORDS = 4;

/** The positions of one signature: `from` up to `allows` are Deny, from there up to `to` Allow. */
export interface SlotRange {
  readonly signature: number;
  readonly from: number;
  readonly allows: number;
  readonly to: number;
}

/** How many slots a table of so many signatures has: a power of two, at least half of them free. */
export function slotCount(signatures: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, 2 * signatures)));
}

/** The slots of the ranges. */
export function slotsOf(ranges: Iterable<SlotRange>, slots: number): number[] {
  const words: number[] = [];
  for (let at = 0; at < slots * SLOT_WORDS; at += 1) words.push(0);
  for (const { signature, from, allows, to } of ranges) {
    let slot = firstSlot(signature, slots);
    while (isTaken(words, slot)) slot = (slot + 1) & (slots - 1);
    words.splice(slot * SLOT_WORDS, SLOT_WORDS, signature, from, allows, to);
  }
  return words;
}

/** The offset of the slot of a signature, or -1 when there is none. */
export function slotOf(words: readonly number[], slots: number, signature: number): number {
  let slot = firstSlot(signature, slots);
  while (isTaken(words, slot)) {
    if (words[slot * SLOT_WORDS] === signature) return slot * SLOT_WORDS;
    slot = (slot + 1) & (slots - 1);
  }
  return -1;
}

/** A range is never empty, so that it ends behind 0. */
function isTaken(words: readonly number[], slot: number): boolean {
  return words[slot * SLOT_WORDS + 3] !== 0;
}

/** Signatures are hashes already. */
function firstSlot(signature: number, slots: number): number {
  return signature & (slots - 1);
}
