import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from './first-way.js';
import type { RealService, Runner } from './real-service.js';

/** What one kind of server needs of its runner. */
export interface ServiceTraits {
  /** For messages. */
  readonly name: string;
  readonly address: string;
  /** Rejects as long as the server does not do its work. */
  readonly probe: () => Promise<unknown>;
  /** The signal upon which the server ends in order. */
  readonly shutDownSignal: NodeJS.Signals;
}

const readyWithinMs = 60_000;
const probeEveryMs = 20;
const probeWithinMs = 10_000;

/**
 * Starts a server and waits until it does its work.
 *
 * @throws Error with what the server printed when it ends, or does not answer within a minute; nothing is left behind
 */
export async function startService(runner: Runner, traits: ServiceTraits): Promise<RealService> {
  const start = async () => {
    await runner.start();
    await ready(runner, traits);
  };
  const service: RealService = {
    address: traits.address,
    kill: () => runner.end('SIGKILL'),
    shutDown: () => runner.end(traits.shutDownSignal),
    restart: async () => {
      await runner.end(traits.shutDownSignal);
      await start();
    },
    pause: () => runner.pause(),
    resume: () => runner.resume(),
    // Nobody wants the data any more.
    stop: async () => {
      await runner.end('SIGKILL');
      await runner.remove();
    },
  };
  try {
    await start();
    return service;
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function ready(runner: Runner, { name, probe }: ServiceTraits): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    const failure = await Promise.race([
      probe().then(() => undefined, messageOf),
      wait(probeWithinMs, 'no answer', { ref: false }),
    ]);
    if (failure === undefined) return;
    const lastWords = await runner.lastWords();
    if (lastWords !== undefined) throw new Error(`${name} ended: ${lastWords}`);
    if (performance.now() > deadline) throw new Error(`${name} does not answer: ${failure}`);
    await wait(probeEveryMs);
  }
}
