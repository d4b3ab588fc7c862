import { performance } from 'node:perf_hooks';

/**
 * Asks questions 0..count-1 round and round: µs per question on the clock and of processor time, each the median of the
 * repeats. `ask(index)` says whether its answer was right; one wrong answer voids the run.
 */
export function timed(ask, count, { seconds, warmUp, repeats }) {
  loop(ask, count, warmUp);
  return medians(Array.from({ length: repeats }, () => loop(ask, count, seconds)));
}

/** {@link timed} for answers that come later, one at a time. */
export async function timedAsync(ask, count, { seconds, warmUp, repeats }) {
  await loopAsync(ask, count, warmUp);
  const runs = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) runs.push(await loopAsync(ask, count, seconds));
  return medians(runs);
}

/** Asks each question once, until the time is up; says also how many were asked. */
export function timedOnce(ask, count, seconds) {
  for (let index = 0; index < Math.min(20, count); index += 1) ask(index);
  const watch = stopwatch();
  let asked = 0;
  let right = 0;
  while (asked < count && watch.seconds() < seconds) {
    if (ask(asked)) right += 1;
    asked += 1;
  }
  return { ...watch.stop(right, asked), asked };
}

// The clock is looked at only so often that looking at it is no part of the figure.
const asksBetweenLooks = 256;

function loop(ask, count, seconds) {
  const watch = stopwatch();
  let asked = 0;
  let right = 0;
  let index = 0;
  do {
    for (let step = 0; step < asksBetweenLooks; step += 1) {
      if (ask(index)) right += 1;
      index += 1;
      if (index === count) index = 0;
    }
    asked += asksBetweenLooks;
  } while (watch.seconds() < seconds);
  return watch.stop(right, asked);
}

async function loopAsync(ask, count, seconds) {
  const watch = stopwatch();
  let asked = 0;
  let right = 0;
  do {
    for (let step = 0; step < asksBetweenLooks; step += 1) {
      if (await ask((asked + step) % count)) right += 1;
    }
    asked += asksBetweenLooks;
  } while (watch.seconds() < seconds);
  return watch.stop(right, asked);
}

function stopwatch() {
  const began = performance.now();
  const used = process.cpuUsage();
  return {
    seconds: () => (performance.now() - began) / 1000,
    stop(right, asked) {
      const { user, system } = process.cpuUsage(used);
      const wall = ((performance.now() - began) * 1000) / asked;
      if (right !== asked)
        throw new Error(`${asked - right} of ${asked} answers were wrong: the run is void`);
      return { wall, cpu: (user + system) / asked };
    },
  };
}

function medians(runs) {
  return { wall: median(runs.map(({ wall }) => wall)), cpu: median(runs.map(({ cpu }) => cpu)) };
}

/** The middle value. */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The value below which a share of the values lies; `values` are in order. */
export function quantile(values, share) {
  return values[Math.min(values.length - 1, Math.floor(values.length * share))];
}
