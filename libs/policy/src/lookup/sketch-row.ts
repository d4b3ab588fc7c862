import type { Beginnings } from './beginnings.js';
import type { Question } from '../compile/question.js';
import { mayMatch, resourceLengthIn, resourceNumberIn, SKETCH_WORDS } from './sketch.js';

/** Fewer are looked at one by one faster than they are searched. */
const FEW = 16;

/**
 * The position from `from` up to (and without) `to` at which the next statement may match a question, or `to` when none
 * does. The sketches between begin at an offset of `words` and are in the order of `bySketch`, so that in a long row
 * those of other resources are leapt over: the time grows with the logarithm of their number.
 */
export function nextInRow(
  words: readonly number[],
  offset: number,
  from: number,
  to: number,
  question: Question,
): number {
  let position = from;
  while (position < to && !mayMatch(words, offset + position * SKETCH_WORDS, question)) {
    position =
      to - position <= FEW ? position + 1 : leap(words, offset, position, to, question.resourceBeginnings);
  }
  return position;
}

/** Where to look after a position that does not match. */
function leap(
  words: readonly number[],
  offset: number,
  position: number,
  to: number,
  resource: Beginnings,
): number {
  const at = offset + position * SKETCH_WORDS;
  const length = resourceLengthIn(words, at);
  if (length > resource.length) return to;
  const number = resourceNumberIn(words, at);
  const wanted = resource.number(length);
  if (number === wanted) return position + 1;
  return number < wanted
    ? firstFrom(words, offset, position + 1, to, length, wanted)
    : firstFrom(words, offset, position + 1, to, length + 1, -Infinity);
}

/** The first position whose beginning does not come before the one with that length and number. */
function firstFrom(
  words: readonly number[],
  offset: number,
  from: number,
  to: number,
  length: number,
  number: number,
): number {
  let first = from;
  let after = to;
  while (first < after) {
    const middle = (first + after) >>> 1;
    const at = offset + middle * SKETCH_WORDS;
    const own = resourceLengthIn(words, at);
    if (own < length || (own === length && resourceNumberIn(words, at) < number)) first = middle + 1;
    else after = middle;
  }
  return first;
}
