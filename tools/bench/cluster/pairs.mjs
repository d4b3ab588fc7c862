import { setTimeout as pause } from 'node:timers/promises';
import { said } from '../decisions/workload.mjs';
import { authorizeAnswer } from '../grpc/authorize-calls.mjs';
import { countCpu } from '../measure/processes.mjs';
import { rounded } from '../report.mjs';
import { editedUsers, questionAbout } from './edited-users.mjs';
import { Editor } from './editor.mjs';
import { answerOf, spread } from './watch.mjs';
import { connectTo, inWorld, processesOf } from './world.mjs';

const inFlight = 16;
const refusalPauseMs = 20;
const mostTries = 3_000;
const sayEveryMs = 10_000;

/**
 * Writes and at once asks one of three replicas for a decision that is at least as new: each must have seen the write,
 * and decide as it says. The same question without a demand goes before it, to show how often the demand matters.
 */
export function pairs({ events, options }) {
  return inWorld({ events: [...events, ...editedUsers(inFlight)] }, async (world) => {
    const editor = new Editor(world, inFlight);
    const clients = await Promise.all(
      world.cluster.replicas.map((replica) => connectTo(replica, world.token)),
    );
    const run = { editor, clients, wanted: options.pairs, ...emptyFigures() };
    const saying = setInterval(
      () => said(`pairs: ${run.done} of ${run.wanted}, ${run.stale} stale`),
      sayEveryMs,
    );
    try {
      const cpu = countCpu(processesOf(world));
      const began = performance.now();
      await Promise.all(Array.from({ length: inFlight }, (_, user) => oneAfterTheOther(run, user)));
      return tablesOf(run, (performance.now() - began) / 1000, cpu());
    } finally {
      clearInterval(saying);
      editor.close();
      for (const client of clients) client.close();
    }
  });
}

function emptyFigures() {
  return { begun: 0, done: 0, stale: 0, behind: 0, refused: 0, answeredMs: [] };
}

/** Nobody else edits this user, so what was written last is what must be decided. */
async function oneAfterTheOther(run, user) {
  const { editor, clients } = run;
  while (run.begun < run.wanted) {
    const client = clients[run.begun % clients.length];
    run.begun += 1;
    const edit = await editor.edit(user);
    const isNewEnough = (message) => {
      const { outcome, revision } = authorizeAnswer(message);
      return revision >= edit.revision && outcome === edit.outcome;
    };
    const undemanding = answerOf(client, questionAbout(user));
    const asked = performance.now();
    if (!isNewEnough(await answered(run, client, questionAbout(user, edit.token)))) run.stale += 1;
    run.answeredMs.push(performance.now() - asked);
    const older = await undemanding;
    if (older !== undefined && !isNewEnough(older)) run.behind += 1;
    run.done += 1;
  }
}

/** Asks again what was refused, as a client is told to. */
async function answered(run, client, message) {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const answer = await answerOf(client, message);
    if (answer !== undefined) return answer;
    run.refused += 1;
    await pause(refusalPauseMs);
  }
  throw new Error(`a question was refused ${mostTries} times`);
}

function tablesOf({ editor, done, stale, behind, refused, answeredMs }, elapsed, used) {
  const sorted = (values) => values.sort((left, right) => left - right);
  const committedMs = editor.edits.map((edit) => edit.answeredMs - edit.sentMs);
  const row = [done, stale, behind, refused, editor.refused, rounded(done / elapsed)];
  row.push(spread(sorted(committedMs)), spread(sorted(answeredMs)));
  const head = ['pairs', 'stale', 'would be stale without `at_least`', 'questions refused and repeated'];
  head.push('writes refused and repeated', 'pairs/s', 'write', 'then `at_least`');
  const costs = Object.values(used).map((seconds) => rounded((seconds * 1e6) / done));
  const tables = [
    {
      title: `Write, then \`at_least\`, over 3 replicas, ${inFlight} at a time (p50 / p99 / most, ms)`,
      head,
      rows: [row],
    },
    { title: 'Processor time per pair, µs', head: Object.keys(used), rows: [costs] },
  ];
  return stale === 0 ? tables : { tables, failure: `${stale} of ${done} answers were stale` };
}
