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
const asksBetweenLooks = 128;

function loop(ask, count, seconds) {
  const watch = stopwatch();
  let asked = 0;
  let right = 0;
  do {
    const from = asked % count;
    const to = Math.min(count, from + asksBetweenLooks);
    if (ask.prepare !== undefined) watch.pause(() => ask.prepare(from, to));
    for (let index = from; index < to; index += 1) if (ask(index)) right += 1;
    asked += to - from;
  } while (watch.seconds() < seconds);
  return watch.stop(right, asked);
}

async function loopAsync(ask, count, seconds) {
  const watch = stopwatch();
  let asked = 0;
  let right = 0;
  do {
    const from = asked % count;
    const to = Math.min(count, from + asksBetweenLooks);
    for (let index = from; index < to; index += 1) if (await ask(index)) right += 1;
    asked += to - from;
  } while (watch.seconds() < seconds);
  return watch.stop(right, asked);
}

function stopwatch() {
  const began = performance.now();
  const usedBefore = cpuMicros();
  let pausedMs = 0;
  let pausedCpu = 0;
  return {
    /** Seconds since the beginning, pauses included. */
    seconds: () => (performance.now() - began) / 1000,
    pause(work) {
      const [at, used] = [performance.now(), cpuMicros()];
      work();
      pausedCpu += cpuMicros() - used;
      pausedMs += performance.now() - at;
    },
    stop(right, asked) {
      const cpu = (cpuMicros() - usedBefore - pausedCpu) / asked;
      const wall = ((performance.now() - began - pausedMs) * 1000) / asked;
      if (right !== asked)
        throw new Error(`${asked - right} of ${asked} answers were wrong: the run is void`);
      return { wall, cpu };
    },
  };
}

function cpuMicros() {
  const { user, system } = process.cpuUsage();
  return user + system;
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
