import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './timing.mjs';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
// A full collection would also throw compiled code away, and what runs then allocates more.
const collectYoung = () => collect({ type: 'minor' });

const asksPerBatch = 200;
const batches = 25;

/**
 * Bytes that one question allocates on the heap. A batch is so short that the young generation takes it without a
 * collection; one that was collected meanwhile shows less than nothing and is left out.
 */
export async function bytesPerAsk(ask, count) {
  const found = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const from = (batch * asksPerBatch) % count;
    const to = Math.min(count, from + asksPerBatch);
    ask.prepare?.(from, to);
    collectYoung();
    const before = process.memoryUsage().heapUsed;
    for (let index = from; index < to; index += 1) {
      const answer = ask(index);
      if (answer instanceof Promise) await answer;
    }
    const grown = process.memoryUsage().heapUsed - before - ownBytes;
    if (grown >= 0) found.push(grown / (to - from));
  }
  return median(found);
}

// What reading the heap's size allocates itself.
const ownBytes = (() => {
  const readings = Array.from({ length: 15 }, () => {
    collectYoung();
    const before = process.memoryUsage().heapUsed;
    return process.memoryUsage().heapUsed - before;
  });
  return median(readings);
})();

/** Bytes of heap that what `make` returns keeps, and that value. */
export function heapOf(make) {
  collect();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  collect();
  return { made, bytes: process.memoryUsage().heapUsed - before };
}
