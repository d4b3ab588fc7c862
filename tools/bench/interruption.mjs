import { said } from './decisions/workload.mjs';

const signals = ['SIGINT', 'SIGTERM'];
/** How to stop what runs, the newest first. */
const stops = [];
let isInterrupted = false;

/**
 * On Ctrl-C, or when the process is asked to end, it stops what it has started and ends. To be called with how to stop
 * something; the returned function is to be awaited when that has been stopped, and goes on only when nobody interrupts.
 */
export function stopWhenInterrupted(stop) {
  if (stops.length === 0) for (const signal of signals) process.on(signal, interrupt);
  stops.unshift(stop);
  return async () => {
    if (isInterrupted) await new Promise(() => undefined);
    stops.splice(stops.indexOf(stop), 1);
    if (stops.length === 0) for (const signal of signals) process.off(signal, interrupt);
  };
}

async function interrupt() {
  if (isInterrupted) return;
  isInterrupted = true;
  said('interrupted');
  for (const stop of stops) await stop().catch((error) => console.error(error));
  process.exit(130);
}
