// Imports nothing: a process has this before it reads the rest of its program.
const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * From now on a signal ends the process at once with status 0: until it serves there is nothing to drain, and what is
 * half made is found and mended by the next start. Safe to repeat.
 */
export function endWhileStarting(): void {
  leaveSignals();
  for (const signal of signals) process.on(signal, end);
}

/** Leaves signals to what the process serves. */
export function leaveSignals(): void {
  for (const signal of signals) process.off(signal, end);
}

function end(): never {
  process.exit(0);
}
