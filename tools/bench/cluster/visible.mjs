import { setTimeout as pause } from 'node:timers/promises';
import { said } from '../decisions/workload.mjs';
import { countCpu } from '../measure/processes.mjs';
import { rounded } from '../report.mjs';
import { editedUsers } from './edited-users.mjs';
import { Editor } from './editor.mjs';
import { until } from './until.mjs';
import { spread, visibilityOf, Watch } from './watch.mjs';
import { inWorld, processesOf } from './world.mjs';

const users = 100;
const connections = 32;
const pauseBetweenMs = 20;

/** From a write to its being seen on all three replicas: one write at a time, then at a steady rate. */
export function visible({ events, options }) {
  return inWorld({ events: [...events, ...editedUsers(users)] }, async (world) => {
    const editor = new Editor(world, connections);
    const seconds = 10 * options.seconds;
    try {
      said(`visible: warm-up at ${options.writes} writes/s`);
      await measured(world, editor, () => editor.pace(users, options.writes, 2 * options.warmUp));
      said('visible: one write at a time');
      const alone = await measured(world, editor, (watch) => oneByOne(editor, watch, seconds / 2));
      said(`visible: ${options.writes} writes/s for ${seconds} s`);
      const paced = await measured(world, editor, () => editor.pace(users, options.writes, seconds));
      return tablesOf([
        ['one at a time', alone],
        [`${options.writes}/s, ${connections} connections`, paced],
      ]);
    } finally {
      editor.close();
    }
  });
}

async function oneByOne(editor, watch, seconds) {
  const began = performance.now();
  for (let number = 0; performance.now() - began < seconds * 1000; number += 1) {
    const { revision } = await editor.edit(number % users);
    await until('a write is seen', () => isSeen(watch, revision), 60_000, 1);
    await pause(pauseBetweenMs);
  }
}

function isSeen(watch, revision) {
  return watch.revisions.every((seen) => seen >= revision);
}

/** Watches while the work is done, until all of it is seen; every answer is checked. */
async function measured(world, editor, work) {
  const {
    refused,
    edits: { length: earlier },
  } = editor;
  const watch = await Watch.start(world, { users });
  try {
    const cpu = countCpu(processesOf(world));
    const began = performance.now();
    await work(watch);
    const elapsed = (performance.now() - began) / 1000;
    const newest = Math.max(...editor.edits.map(({ revision }) => revision));
    await until('the last write is seen', () => isSeen(watch, newest));
    const used = cpu();
    const answers = await watch.stop(editor.edits);
    const edits = editor.edits.slice(earlier);
    return { edits, answers, elapsed, used, refused: [editor.refused - refused, watch.refused] };
  } finally {
    await watch.close();
  }
}

function tablesOf(runs) {
  const rows = runs.map(([load, { edits, answers, elapsed }]) => {
    const { commit, each, all, fromSending } = visibilityOf(answers, edits);
    const counts = [rounded(edits.length / elapsed), edits.length, answers.flat().length];
    return [load, ...counts, spread(commit), spread(each), spread(all), spread(fromSending)];
  });
  const head = ['load', 'writes/s', 'writes', 'answers checked', 'answered', 'then seen on a replica'];
  head.push('then seen on all', 'from sending to seen on all');
  const parts = Object.keys(runs[0][1].used);
  const costs = runs.map(([load, { used, edits, refused }]) => {
    const each = parts.map((part) => rounded((used[part] * 1e6) / edits.length));
    return [load, ...each, ...refused];
  });
  return [
    { title: 'Write to visible on 3 replicas, each polled every 2 ms (p50 / p99 / most, ms)', head, rows },
    {
      title: 'Processor time per write, µs, polling included',
      head: ['load', ...parts, 'writes refused and repeated', 'polls refused'],
      rows: costs,
    },
  ];
}
