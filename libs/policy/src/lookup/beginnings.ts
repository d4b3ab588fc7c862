import { noCharacters, withCharacter } from './action-signature.js';

/** Longer beginnings are told apart by their first characters only. */
export const LONGEST_BEGINNING = 127;

/** The number that stands for the first `length` characters of a text. */
export function beginningNumber(text: string, length: number): number {
  let number = noCharacters;
  for (let at = 0; at < length; at += 1) number = withCharacter(number, text.charCodeAt(at));
  return number;
}

/**
 * The numbers that stand for the beginnings of a text, each made when it is first asked for. Whether a text may begin
 * as a pattern does is found out by comparing two numbers; the pattern need not be fetched from memory for it.
 */
export class Beginnings {
  #text: string;
  /** The beginnings up to this length have their number. */
  #known = 0;
  readonly #numbers = new Int32Array(LONGEST_BEGINNING + 1).fill(noCharacters, 0, 1);

  constructor(text: string) {
    this.#text = text;
  }

  /** Becomes the beginnings of another text. */
  become(text: string): void {
    this.#text = text;
    this.#known = 0;
  }

  /** The length of the text. */
  get length(): number {
    return this.#text.length;
  }

  /** The number of the first `length` characters, at most {@link LONGEST_BEGINNING} and no more than the text has. */
  number(length: number): number {
    if (this.#known < length) this.#learn(length);
    return this.#numbers[length] ?? noCharacters;
  }

  #learn(length: number): void {
    let number = this.#numbers[this.#known] ?? noCharacters;
    for (let at = this.#known; at < length; at += 1) {
      number = withCharacter(number, this.#text.charCodeAt(at));
      this.#numbers[at + 1] = number;
    }
    this.#known = length;
  }
}
