import { setTimeout as sleep } from 'node:timers/promises';

const limitMs = 40_000;

/** Waits for a condition. @throws Error when it does not come true in 40 seconds */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`it did not come to this: ${what}`);
    await sleep(10);
  }
}
