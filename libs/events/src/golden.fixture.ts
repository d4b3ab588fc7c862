import { readdirSync, readFileSync } from 'node:fs';
import type { EventEnvelope } from './envelope.js';

const folder = new URL('../golden/', import.meta.url);

/** Every golden event, in the order of the log that they make together. */
export const goldenEvents: readonly EventEnvelope[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as EventEnvelope)
  .sort((left, right) => Number(left.revision) - Number(right.revision));
