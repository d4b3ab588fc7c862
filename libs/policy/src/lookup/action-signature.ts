/**
 * Numbers that stand for actions and action patterns, so that most patterns that do not match are passed over by
 * comparing numbers that lie side by side. Equal numbers say nothing: texts may share one.
 */

/** The signature of patterns that begin with no service: `*`, and whatever `NotAction` leaves. */
export const everyAction = 0;

/** What no pattern has as its signature. */
export const noAction = -1;

/** So many letters of an action's name tell most verbs apart: `Get`, `Put`, `Lis`. */
const HEAD_LETTERS = 3;

/** Where the part of an action ends that is looked at when it is the pattern's last before a wildcard. */
export function headEnd(service: string): number {
  return service.length + ':'.length + HEAD_LETTERS;
}

/** The number that stands for no characters at all: FNV-1a, as is every number made from it. */
export const noCharacters = 0x811c9dc5 | 0;

/** The number that stands for the characters so far and one more. */
export function withCharacter(number: number, character: number): number {
  return Math.imul(number ^ character, 0x01000193);
}

/** The signature of the first `end` characters of a lower-case action, in so many bits as the engine keeps unboxed. */
export function signatureOf(action: string, end = action.length): number {
  let number = noCharacters;
  for (let at = 0; at < end; at += 1) number = withCharacter(number, action.charCodeAt(at));
  return number >>> 2;
}

/** The signature of a pattern with a wildcard, whose literal beginning is given: by its head when it has one. */
export function signatureOfBeginning(service: string, beginning: string): number {
  const end = headEnd(service);
  return signatureOf(beginning, beginning.length < end ? service.length + ':'.length : end);
}
