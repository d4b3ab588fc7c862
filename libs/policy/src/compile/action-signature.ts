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

/** The signature of the first `end` characters of a lower-case action: FNV-1a in so many bits as the engine keeps unboxed. */
export function signatureOf(action: string, end = action.length): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < end; at += 1) hash = Math.imul(hash ^ action.charCodeAt(at), 0x01000193);
  return hash >>> 2;
}

/** The signature of a pattern with a wildcard, whose literal beginning is given: by its head when it has one. */
export function signatureOfBeginning(service: string, beginning: string): number {
  const end = headEnd(service);
  return signatureOf(beginning, beginning.length < end ? service.length + ':'.length : end);
}
