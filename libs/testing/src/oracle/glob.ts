/* eslint-disable @typescript-eslint/no-misused-spread -- a character is a code point, as the rules count them */
/**
 * One step of a pattern: a literal character, `'any'` for a run of characters (also none) or `'one'` for exactly one.
 * Both words are longer than a character, so nothing literal can be mistaken for them.
 */
export type Step = string;

/** Reads `*` and `?` as wildcards. */
export function wildcards(text: string): readonly Step[] {
  return [...text].map((character) => (character === '*' ? 'any' : character === '?' ? 'one' : character));
}

/** Reads every character literally. */
export function literally(text: string): readonly Step[] {
  return [...text];
}

/** Whether the pattern matches the whole text: after each step, `places` are where in the text it can have got to. */
export function matches(pattern: readonly Step[], text: string): boolean {
  const characters = [...text];
  let places: readonly number[] = [0];
  for (const step of pattern) {
    const [first] = places;
    if (first === undefined) return false;
    places = step === 'any' ? everyPlaceFrom(first, characters) : oneFurther(step, places, characters);
  }
  return places.includes(characters.length);
}

function everyPlaceFrom(first: number, { length }: readonly string[]): readonly number[] {
  return Array.from({ length: length - first + 1 }, (_, run) => first + run);
}

function oneFurther(step: Step, places: readonly number[], characters: readonly string[]): readonly number[] {
  return places
    .filter((place) => place < characters.length && (step === 'one' || step === characters[place]))
    .map((place) => place + 1);
}
