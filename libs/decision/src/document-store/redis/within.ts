/**
 * Waits for a promise, but not longer than a time in milliseconds.
 *
 * @throws TimeoutError (a DOMException) when the time is over; what the promise does later is ignored
 */
export async function within<T>(timeMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException(`no answer within ${timeMs} ms`, 'TimeoutError'));
    }, timeMs);
  });
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
