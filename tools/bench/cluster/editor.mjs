import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { admitted, call, expected } from '../standalone/server.mjs';
import { editedUser, editOf } from './edited-users.mjs';

/** More are not sent before others are answered, so that a server that does not keep up shows as a lower rate. */
const mostInFlight = 256;

/** Edits the policies of users over REST, on many connections, and keeps every edit that was acknowledged. */
export class Editor {
  /** Each `{ user, outcome, revision, token, sentMs, answeredMs }`, in the order of the answers. */
  edits = [];
  /** Calls that were made again because the process had too much to do. */
  refused = 0;
  #address;
  #key;
  #agent;
  /** How often each user was edited. */
  #counts = new Map();

  constructor({ command, rootKey }, connections) {
    this.#address = command;
    this.#key = rootKey;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Edits the policy of a user once; resolves with the acknowledged edit. */
  async edit(user) {
    const number = this.#counts.get(user) ?? 0;
    this.#counts.set(user, number + 1);
    const { outcome, document } = editOf(number);
    const sentMs = performance.now();
    const { body, headers } = await this.#put(user, { policyDocument: document });
    const token = headers['grantlog-revision-token'];
    const edit = {
      user,
      outcome,
      revision: Number(body.revision),
      token,
      sentMs,
      answeredMs: performance.now(),
    };
    this.edits.push(edit);
    return edit;
  }

  /** Edits users 0..users-1 round and round, so many times a second, for a time. */
  async pace(users, perSecond, seconds) {
    const began = performance.now();
    const inFlight = new Set();
    let failure;
    let sent = 0;
    for (let passed = 0; passed < seconds; passed = (performance.now() - began) / 1000) {
      for (; sent < passed * perSecond && inFlight.size < mostInFlight; sent += 1) {
        const editing = this.edit(sent % users)
          .catch((error) => (failure ??= error))
          .finally(() => inFlight.delete(editing));
        inFlight.add(editing);
      }
      if (failure !== undefined) throw failure;
      await pause(1);
    }
    await Promise.all(inFlight);
    if (failure !== undefined) throw failure;
  }

  close() {
    this.#agent.destroy();
  }

  async #put(user, body) {
    const path = `/v1/users/${editedUser(user).userName}/policies/edited`;
    const answer = await admitted(
      () => call(this.#address, this.#agent, 'PUT', path, body, this.#key),
      () => (this.refused += 1),
    );
    expected(answer, 200);
    return answer;
  }
}
