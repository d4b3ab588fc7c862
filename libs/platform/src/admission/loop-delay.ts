const lookEveryMs = 10;

/**
 * Tells about every 10 ms how long work waits for the event loop: in Node a queue of calls is a turn of the loop that
 * takes long, and a timer is late by as much.
 *
 * @returns what ends it; it does not keep the process alive.
 */
export function watchLoopDelay(looked: (delayMs: number) => void): () => void {
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    looked(Math.max(0, now - before - lookEveryMs));
    before = now;
  }, lookEveryMs).unref();
  return () => {
    clearInterval(timer);
  };
}
