import { collectDefaultMetrics, Registry } from 'prom-client';

/** Reads what Node and the operating system say of this process (memory, event loop, garbage collection), as text. */
export function processMetrics(): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return () => registry.metrics();
}
