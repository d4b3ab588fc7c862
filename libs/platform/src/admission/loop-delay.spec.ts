import { watchLoopDelay } from './loop-delay.js';

/** Keeps the event loop busy for so long, and for as much processor time: other threads of the process use some too. */
function work(ms: number): void {
  const start = process.cpuUsage();
  const began = performance.now();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if ((user + system) / 1_000 >= ms && performance.now() - began >= ms) return;
  }
}

/** Keeps the event loop waiting for so long without doing anything. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** What is seen after the event loop was kept by `block`. */
async function delaySeen(block: () => void): Promise<number> {
  return new Promise((resolve) => {
    const delays: number[] = [];
    const stop = watchLoopDelay((delayMs) => {
      delays.push(delayMs);
      if (delays.length === 1) block();
      if (delays.length < 2) return;
      stop();
      resolve(delays[1] ?? 0);
    });
    // The watch alone does not keep the process alive, nor this test.
    setTimeout(() => undefined, 1_000);
  });
}

describe('the delay of the event loop', () => {
  it('is how long the work of this process keeps other work waiting', async () => {
    expect(
      await delaySeen(() => {
        work(120);
      }),
    ).toBeGreaterThan(90);
  });

  it('is not what the machine took for something else', async () => {
    expect(
      await delaySeen(() => {
        sleep(300);
      }),
    ).toBeLessThan(150);
  });
});
