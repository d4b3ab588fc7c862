/**
 * Waits for a promise, but not longer than a time in milliseconds. What arrived while this process was busy counts as
 * in time: timers come before input in a turn of the event loop, so the end of the time is said a turn later.
 *
 * @throws TimeoutError (a DOMException) when the time is over; what the promise does later is ignored
 */
export async function within<T>(timeMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      setImmediate(() => {
        reject(new DOMException(`no answer within ${timeMs} ms`, 'TimeoutError'));
      });
    }, timeMs);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
