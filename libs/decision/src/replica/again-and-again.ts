import type { Timer } from './timer.js';

/** Does something after a pause, and again after twice as long each time, until the function that it returns is called. */
export function againAndAgain(timer: Timer, pauseMs: number, work: () => void): () => void {
  let cancel = timer(pauseMs, () => {
    work();
    cancel = againAndAgain(timer, 2 * pauseMs, work);
  });
  return () => {
    cancel();
  };
}
