import type { Timer } from './timer.js';

/** Something took longer than its caller could wait. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/**
 * What the work resolves to, if it does so within the time.
 *
 * @throws NoAnswerError when the time is over; the work itself goes on. What the work throws.
 */
export async function within<T>(timer: Timer, delayMs: number, work: Promise<T>): Promise<T> {
  if (delayMs === Infinity) return work;
  let cancel = () => undefined as unknown;
  const over = new Promise<never>((_, reject) => {
    cancel = timer(delayMs, () => {
      reject(new NoAnswerError(`no answer within ${Math.round(delayMs)} ms`));
    });
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    cancel();
  }
}
