const lookEveryMs = 10;

/**
 * Tells about every 10 ms how long work waits for the event loop because of what this process does: in Node a queue of
 * calls is a turn of the loop that takes long, and a timer is late by as much. A turn that took long because the
 * machine was busy with something else counts as the processor time that it had: to refuse calls would not help there.
 *
 * @returns what ends it; it does not keep the process alive.
 */
export function watchLoopDelay(looked: (delayMs: number) => void): () => void {
  let before = { wallMs: performance.now(), cpuMs: cpuMs() };
  const timer = setInterval(() => {
    const now = { wallMs: performance.now(), cpuMs: cpuMs() };
    const lateMs = Math.max(0, now.wallMs - before.wallMs - lookEveryMs);
    const busyMs = now.cpuMs - before.cpuMs;
    before = now;
    looked(Math.min(lateMs, busyMs));
  }, lookEveryMs).unref();
  return () => {
    clearInterval(timer);
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
