import { performance } from 'node:perf_hooks';
import { cpuSeconds } from '../measure/process-cost.mjs';
import { quantile } from '../measure/timing.mjs';

/**
 * A closed loop: so many calls are in flight all the time. `target` is `{ client, pid, messages, isRight(index, answer) }`;
 * every answer is checked, and one wrong answer voids the run.
 */
export function closedLoop(target, inFlight, seconds) {
  const { client, messages } = target;
  return measured(target, seconds, (ask) => {
    let next = 0;
    const again = () => {
      const index = next;
      next = (next + 1) % messages.length;
      ask(client, index, performance.now(), again);
    };
    for (let call = 0; call < inFlight; call += 1) again();
  });
}

/**
 * An open loop: so many calls per second, whether the server keeps up or not; measured from the intended time.
 * It looks at the clock every millisecond and sleeps in between: a generator that spins would drive everything else on the
 * machine onto the server's core. Up to a millisecond of a latency is therefore its own.
 */
export function openLoop(target, perSecond, seconds) {
  const { client, messages } = target;
  return measured(target, seconds, (ask, isOver) => {
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

function measured({ pid, messages, isRight }, seconds, start) {
  return new Promise((resolve, reject) => {
    const latencies = [];
    const began = performance.now();
    const used = cpuSeconds(pid);
    const end = began + seconds * 1000;
    let open = 0;
    const isOver = () => performance.now() >= end;
    const finish = () => {
      const cpu = cpuSeconds(pid) - used;
      resolve(summary(latencies, (performance.now() - began) / 1000, cpu));
    };
    const ask = (client, index, intended, then) => {
      open += 1;
      client.call(messages[index], (error, answer) => {
        open -= 1;
        if (error !== undefined) return reject(error);
        if (answer === undefined || !isRight(index, answer))
          return reject(
            new Error(
              `question ${index} got ${answer === undefined ? 'an error' : 'a wrong answer'}: the run is void`,
            ),
          );
        latencies.push(performance.now() - intended);
        if (!isOver()) then();
        else if (open === 0) finish();
      });
    };
    // The last answer may have come before the end.
    setTimeout(() => (open === 0 ? finish() : undefined), seconds * 1000 + 1);
    start(ask, isOver);
  });
}

function summary(latencies, seconds, cpu) {
  latencies.sort((left, right) => left - right);
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5) * 1000,
    p99: quantile(latencies, 0.99) * 1000,
    cpu: (cpu * 1e6) / latencies.length,
  };
}
