import { setTimeout as pause } from 'node:timers/promises';
import { authorizeAnswer } from '../grpc/authorize-calls.mjs';
import { quantile } from '../measure/timing.mjs';
import { questionAbout, unedited } from './edited-users.mjs';
import { connectTo } from './world.mjs';

/**
 * Asks every replica again and again what edited users may do, minimising latency, which makes no replica look for
 * anything newer: what is seen is what the feed, or the replica's own look at the log, has brought.
 */
export class Watch {
  /** Of each replica, its answers in their order: `{ user, outcome, revision, atMs }`. */
  #answers;
  #clients;
  #isOver = false;
  #failure;
  /** Questions that were not answered, because the replica had too much to do. */
  refused = 0;
  #watching;

  static async start({ cluster, token }, { users, everyMs = 2 }) {
    const clients = [];
    for (const replica of cluster.replicas) clients.push(await connectTo(replica, token));
    return new Watch(clients, users, everyMs);
  }

  constructor(clients, users, everyMs) {
    this.#clients = clients;
    this.#answers = clients.map(() => []);
    const messages = Array.from({ length: users }, (_, user) => questionAbout(user));
    this.#watching = Promise.all(
      clients.map((client, replica) => this.#watch(client, messages, this.#answers[replica], everyMs)),
    );
    this.#watching.catch((error) => (this.#failure = error));
  }

  /**
   * The revision of each replica's last answer.
   *
   * @throws what ended the watch
   */
  get revisions() {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#answers.map((answers) => answers.at(-1)?.revision ?? 0);
  }

  /** Ends it, and checks every answer against the edits: none went back, and each is right at its revision. */
  async stop(edits) {
    await this.close();
    await this.#watching;
    const history = historyOf(edits);
    for (const answers of this.#answers) check(answers, history);
    return this.#answers;
  }

  async close() {
    this.#isOver = true;
    await this.#watching.catch(() => undefined);
    for (const client of this.#clients) client.close();
  }

  async #watch(client, messages, answers, everyMs) {
    let next = performance.now();
    for (let asked = 0; !this.#isOver; asked += 1) {
      const user = asked % messages.length;
      const message = await answerOf(client, messages[user]);
      if (message === undefined) this.refused += 1;
      else answers.push({ user, ...authorizeAnswer(message), atMs: performance.now() });
      next = Math.max(next + everyMs, performance.now());
      await pause(Math.max(0, next - performance.now()));
    }
  }
}

/** The message of the answer to one call; `undefined` when the replica refused it. */
export function answerOf(client, message) {
  return new Promise((resolve, reject) => {
    client.call(message, (error, answer) => {
      if (error === undefined) resolve(answer);
      else reject(error);
    });
  });
}

/** When edits are seen, in milliseconds: on each replica, and on the last one of all. */
export function visibilityOf(answersOfReplicas, edits) {
  const ordered = [...edits].sort((left, right) => left.revision - right.revision);
  const seen = answersOfReplicas.map((answers) => firstSeen(answers, ordered));
  const each = seen.flatMap((times) => times.map((atMs, at) => Math.max(0, atMs - ordered[at].answeredMs)));
  const last = ordered.map((_, at) => Math.max(...seen.map((times) => times[at])));
  return {
    each: inOrder(each),
    all: inOrder(last.map((atMs, at) => Math.max(0, atMs - ordered[at].answeredMs))),
    fromSending: inOrder(last.map((atMs, at) => atMs - ordered[at].sentMs)),
    commit: inOrder(ordered.map(({ sentMs, answeredMs }) => answeredMs - sentMs)),
  };
}

/** p50, p99 and the most of values in order, as text in milliseconds. */
export function spread(values) {
  return [quantile(values, 0.5), quantile(values, 0.99), values.at(-1)]
    .map((ms) => ms.toFixed(1))
    .join(' / ');
}

function inOrder(values) {
  return values.sort((left, right) => left - right);
}

function firstSeen(answers, edits) {
  let at = 0;
  return edits.map(({ revision }) => {
    while (at < answers.length && answers[at].revision < revision) at += 1;
    if (at === answers.length) throw new Error(`revision ${revision} was not seen on every replica`);
    return answers[at].atMs;
  });
}

function historyOf(edits) {
  const history = new Map();
  for (const edit of [...edits].sort((left, right) => left.revision - right.revision)) {
    if (!history.has(edit.user)) history.set(edit.user, []);
    history.get(edit.user).push(edit);
  }
  return history;
}

function check(answers, history) {
  let before = 0;
  // How many of a user's edits are at or before the revision that is looked at; revisions only grow.
  const passed = new Map();
  for (const { user, outcome, revision } of answers) {
    if (revision < before)
      throw new Error(`a replica went back from ${before} to ${revision}: the run is void`);
    before = revision;
    const edits = history.get(user) ?? [];
    let count = passed.get(user) ?? 0;
    while (count < edits.length && edits[count].revision <= revision) count += 1;
    passed.set(user, count);
    const right = edits[count - 1]?.outcome ?? unedited;
    if (outcome !== right)
      throw new Error(`user ${user} got ${outcome} instead of ${right} at ${revision}: the run is void`);
  }
}
