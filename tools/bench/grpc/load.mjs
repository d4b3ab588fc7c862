import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { cpuSeconds } from '../measure/process-cost.mjs';
import { quantile } from '../measure/timing.mjs';

/**
 * A closed loop: so many calls are in flight all the time. `target` is `{ client, pid, messages, isRight(index, answer) }`;
 * every answer is checked, and one wrong answer voids the run, as does an error unless the target `mayRefuse`.
 */
export function closedLoop(target, inFlight, seconds) {
  const { client, messages } = target;
  return measured(target, after(seconds), (ask) => {
    let next = 0;
    const again = () => {
      const index = next;
      next = (next + 1) % messages.length;
      ask(client, index, performance.now(), again);
    };
    for (let call = 0; call < inFlight; call += 1) again();
  });
}

/** Asks until every question was asked a few times: a program that compiles while it runs is slow until then. */
export async function warmUp(target, seconds) {
  for (let asked = 0; asked < 4 * target.messages.length;)
    asked += seconds * (await closedLoop(target, 64, seconds)).perSecond;
}

/**
 * An open loop: so many calls per second, whether the server keeps up or not; measured from the intended time.
 * It looks at the clock every millisecond and sleeps in between: a generator that spins would drive everything else on the
 * machine onto the server's core. Up to a millisecond of a latency is therefore its own.
 */
export function openLoop(target, perSecond, seconds) {
  return openLoopDuring(target, perSecond, after(seconds));
}

/** {@link openLoop} until a promise is settled; a rejection ends it with that. */
export function openLoopDuring(target, perSecond, work) {
  const { client, messages } = target;
  return measured(target, work, (ask, isOver) => {
    const began = performance.now();
    let sent = 0;
    const tick = () => {
      if (isOver()) return;
      const due = ((performance.now() - began) * perSecond) / 1000;
      for (; sent < due; sent += 1)
        ask(client, sent % messages.length, began + (sent * 1000) / perSecond, () => undefined);
      setTimeout(tick, 1);
    };
    tick();
  });
}

function after(seconds) {
  return pause(seconds * 1000);
}

function measured({ pid, messages, isRight, mayRefuse = false }, work, start) {
  return new Promise((resolve, reject) => {
    const latencies = [];
    const began = performance.now();
    const used = cpuSeconds(pid);
    let open = 0;
    let hasEnded = false;
    let refused = 0;
    const isOver = () => hasEnded;
    const finish = () => {
      const cpu = cpuSeconds(pid) - used;
      resolve({ ...summary(latencies, (performance.now() - began) / 1000, cpu), refused });
    };
    const ask = (client, index, intended, then) => {
      open += 1;
      client.call(messages[index], (error, answer) => {
        open -= 1;
        if (error !== undefined) return reject(error);
        if (answer === undefined && mayRefuse) refused += 1;
        else if (answer === undefined || !isRight(index, answer))
          return reject(
            new Error(
              `question ${index} got ${answer === undefined ? 'an error' : 'a wrong answer'}: the run is void`,
            ),
          );
        else latencies.push(performance.now() - intended);
        if (!hasEnded) then();
        else if (open === 0) finish();
      });
    };
    work.then(() => {
      hasEnded = true;
      // The last answer may have come before the end.
      if (open === 0) finish();
    }, reject);
    start(ask, isOver);
  });
}

function summary(latencies, seconds, cpu) {
  latencies.sort((left, right) => left - right);
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5) * 1000,
    p99: quantile(latencies, 0.99) * 1000,
    most: latencies.at(-1) * 1000,
    cpu: (cpu * 1e6) / latencies.length,
  };
}
