/** Calls back once after a time in milliseconds, unless the function that it returns is called first. */
export type Timer = (delayMs: number, callback: () => void) => () => void;

/** The timer of the process. A pending one does not keep the process alive. */
export const processTimer: Timer = (delayMs, callback) => {
  const timeout = setTimeout(callback, delayMs).unref();
  return () => {
    clearTimeout(timeout);
  };
};
