import { setTimeout as pause } from 'node:timers/promises';

/**
 * Resolves when the condition holds; looks every 20 ms.
 *
 * @throws Error with what was waited for, after the patience in milliseconds
 */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  patienceMs = 90_000,
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`did not happen within ${patienceMs} ms: ${what}`);
    await pause(20);
  }
}
