/**
 * Gives `length` fresh bytes. In production this is `randomBytes` of `node:crypto`; anything weaker makes
 * guessable access keys. Tests hand in a fixed sequence.
 */
export type RandomBytes = (length: number) => Uint8Array;
