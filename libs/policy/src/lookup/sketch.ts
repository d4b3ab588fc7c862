import { beginningNumber, type Beginnings, LONGEST_BEGINNING } from './beginnings.js';
import { ENDING_CHARACTERS, endingOf, mayEndAlike } from './ending.js';
import type { LiteralEnds } from './literal-ends.js';
import type { Question } from '../compile/question.js';

/**
 * What an index knows of a statement without fetching it: in a few numbers, how the resources and actions begin that it
 * matches, and how the resources end. Sketches lie side by side, so that most statements that do not match are passed
 * over without a look into memory elsewhere.
 */
export interface Sketched {
  readonly resource: LiteralEnds;
  /** How the actions begin, in lower case. */
  readonly action: string;
}

/** So many numbers are a sketch: the three lengths, then what they are the lengths of. */
export const SKETCH_WORDS = 4;

const LENGTH_BITS = 8;
const LENGTH_MASK = (1 << LENGTH_BITS) - 1;

/** The numbers of a sketch. */
export function sketchOf({ resource, action }: Sketched): readonly number[] {
  const resourceLength = Math.min(resource.beginning.length, LONGEST_BEGINNING);
  const actionLength = Math.min(action.length, LONGEST_BEGINNING);
  const endingLength = Math.min(resource.ending.length, ENDING_CHARACTERS);
  return [
    resourceLength | (actionLength << LENGTH_BITS) | (endingLength << (2 * LENGTH_BITS)),
    beginningNumber(resource.beginning, resourceLength),
    beginningNumber(action, actionLength),
    endingOf(resource.ending),
  ];
}

/** Orders the numbers of sketches so that those with the same beginning of the resource are together, shorter ones first. */
export function bySketch(left: readonly number[], right: readonly number[]): number {
  return resourceLengthIn(left, 0) - resourceLengthIn(right, 0) || (left[1] ?? 0) - (right[1] ?? 0);
}

/** Whether the statement whose sketch is at an offset may match a question. */
export function mayMatch(words: readonly number[], at: number, question: Question): boolean {
  const lengths = words[at] ?? 0;
  const { resourceBeginnings, resourceEnding, action } = question;
  return (
    mayBegin(resourceBeginnings, lengths & LENGTH_MASK, words[at + 1] ?? 0) &&
    mayEndAlike(resourceEnding, words[at + 3] ?? 0, lengths >>> (2 * LENGTH_BITS)) &&
    mayBegin(action.beginnings, (lengths >>> LENGTH_BITS) & LENGTH_MASK, words[at + 2] ?? 0)
  );
}

function mayBegin(beginnings: Beginnings, length: number, number: number): boolean {
  return length <= beginnings.length && beginnings.number(length) === number;
}

/** The length of the resource's beginning in the sketch at an offset. */
export function resourceLengthIn(words: readonly number[], at: number): number {
  return (words[at] ?? 0) & LENGTH_MASK;
}

/** The number of the resource's beginning in the sketch at an offset. */
export function resourceNumberIn(words: readonly number[], at: number): number {
  return words[at + 1] ?? 0;
}
