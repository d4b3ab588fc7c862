import type { Timer } from './timer.js';

/**
 * Does something again and again, with a pause before each time; returns how to stop.
 *
 * @param work must not reject; the pause begins when it has ended
 */
export function repeat(timer: Timer, pauseMs: number, work: () => Promise<void>): () => void {
  let isStopped = false;
  let cancel = pause();
  function pause(): () => void {
    return timer(pauseMs, () => {
      void work().then(() => {
        if (!isStopped) cancel = pause();
      });
    });
  }
  return () => {
    isStopped = true;
    cancel();
  };
}
