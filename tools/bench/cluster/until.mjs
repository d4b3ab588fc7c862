import { setTimeout as pause } from 'node:timers/promises';

/**
 * Resolves when the condition holds, with the milliseconds that it took.
 *
 * @throws Error with what was waited for, after the patience in milliseconds
 */
export async function until(what, condition, patienceMs = 60_000, everyMs = 20) {
  const began = performance.now();
  while (!(await condition())) {
    if (performance.now() - began > patienceMs) throw new Error(`did not happen in time: ${what}`);
    await pause(everyMs);
  }
  return performance.now() - began;
}
