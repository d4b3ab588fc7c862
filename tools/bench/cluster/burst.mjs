import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Another process that appends bursts of events to the log, so that who measures does nothing else. */
export class Burst {
  #child;
  #users;

  /** @param users which users the events are about, as `editedUsers` makes them */
  static async start({ databaseUrl }, events, users) {
    const program = join(import.meta.dirname, 'burst-process.mjs');
    const child = fork(program, [databaseUrl, String(events)]);
    const burst = new Burst(child, users);
    await burst.#answer();
    return burst;
  }

  constructor(child, users) {
    this.#child = child;
    this.#users = users;
  }

  /** Appends the events; resolves with the revision of the last one. */
  async append() {
    const answer = this.#answer();
    this.#child.send(this.#users);
    return (await answer).revision;
  }

  close() {
    this.#child.kill();
  }

  async #answer() {
    const ended = once(this.#child, 'exit').then(([status]) => {
      throw new Error(`the process that appends bursts ended with status ${status}`);
    });
    const [message] = await Promise.race([once(this.#child, 'message'), ended]);
    return message;
  }
}
