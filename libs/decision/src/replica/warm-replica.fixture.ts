import { InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer } from '../manual-timer.fixture.js';
import { ScriptedStore } from './copies.fixture.js';
import { Replica, type ReplicaParts } from './replica.js';
import { WarmSource } from './warm-source.js';

/** A started replica between a log and a copy that a spec fills, in time that the spec passes, and what it tells. */
export function warmReplica(parts: Partial<ReplicaParts> = {}) {
  const log = new InMemorySource();
  const store = new ScriptedStore();
  const time = new ManualTimer();
  const [alarms, foreign, failures]: [unknown[], bigint[], unknown[]] = [[], [], []];
  const source = new WarmSource({
    store,
    log,
    follow: (listener) => log.subscribe(listener),
    onFailure: (_, cause) => failures.push(cause),
    timer: time.timer,
  });
  const replica = new Replica(source, {
    timer: time.timer,
    clock: time.clock,
    alarm: (...alarm) => {
      alarms.push(alarm);
    },
    foreign: (_, revision) => {
      foreign.push(revision);
    },
    ...parts,
  });
  replica.start();
  return { log, store, time, source, replica, alarms, foreign, failures };
}
