import { said } from '../decisions/workload.mjs';
import { rounded } from '../report.mjs';
import { editedUsers } from './edited-users.mjs';
import { Editor } from './editor.mjs';
import { metricsOf } from './metrics.mjs';
import { until } from './until.mjs';
import { spread, visibilityOf, Watch } from './watch.mjs';
import { copyRevision } from './warm-copy.mjs';
import { inWorld } from './world.mjs';

const users = 100;
const connections = 32;
const patienceMs = 600_000;
const lookEveryMs = 100;

/** Kafka is killed, writes go on, Kafka comes back: how fast what nobody had published is caught up with. */
export function outage({ events, options }) {
  return inWorld({ events: [...events, ...editedUsers(users)] }, async (world) => {
    const editor = new Editor(world, connections);
    const { kafka } = world.services;
    let watch;
    try {
      said('outage: warm-up');
      await editor.pace(users, options.writes, 2 * options.warmUp);
      await until('everything is published', async () => (await relayOf(world)).backlog === 0, patienceMs);
      const before = editor.edits.length;
      watch = await Watch.start(world, { users, everyMs: 10 });
      said(`outage: Kafka is down for ${options.outage} s, ${options.writes} writes/s`);
      await kafka.kill();
      await editor.pace(users, options.writes, options.outage);
      said('outage: Kafka starts');
      const drained = await drain(world, watch, editor.edits);
      const answers = await watch.stop(editor.edits);
      const edits = editor.edits.slice(before);
      return tablesOf({
        options,
        edits,
        refused: editor.refused,
        seen: visibilityOf(answers, edits),
        ...drained,
      });
    } finally {
      await watch?.close();
      editor.close();
    }
  });
}

/** Until nothing is left to publish and everybody is at the newest write; times count from Kafka's first answer. */
async function drain(world, watch, edits) {
  const newest = Math.max(...edits.map(({ revision }) => revision));
  const behind = newest - Math.min(...watch.revisions);
  const before = await relayOf(world);
  let published = before;
  let first;
  const isPublished = async () => {
    const last = published;
    published = await relayOf(world);
    if (published.events > before.events) first ??= last.atMs;
    return published.backlog === 0;
  };
  const ends = async (waiting) => {
    await waiting;
    return performance.now();
  };
  const wait = (what, condition) => ends(until(what, condition, patienceMs, lookEveryMs));
  const [answering, all, replicas, copy] = await Promise.all([
    ends(world.services.kafka.restart()),
    wait('everything is published', isPublished),
    wait('replicas have all', () => watch.revisions.every((revision) => revision >= newest)),
    wait('the copy has all', async () => (await copyRevision(world.redisUrl)) >= newest),
  ]);
  const draining = (all - first) / 1000;
  const after = [first, all, replicas, copy].map((atMs) => Math.max(0, atMs - answering) / 1000);
  return { backlog: before.backlog, behind, perSecond: before.backlog / draining, after };
}

/** How far the relay is now. */
async function relayOf({ command }) {
  const metrics = await metricsOf(command);
  return {
    backlog: metrics.grantlog_relay_backlog_events,
    events: metrics.grantlog_relay_published_events_total,
    atMs: performance.now(),
  };
}

function tablesOf({ options, edits, refused, seen, backlog, behind, perSecond, after }) {
  return [
    {
      title: `Kafka down for ${options.outage} s (writes: p50 / p99 / most, ms)`,
      head: ['writes', 'writes refused and repeated', 'answered', 'then seen on a replica, by the log alone'],
      rows: [[edits.length, refused, spread(seen.commit), spread(seen.each)]],
    },
    {
      title: 'Kafka answers again',
      head: [
        'events not published',
        'published, events/s',
        'publishing begins after s',
        'all published after s',
        'revisions that a replica lacked',
        'replicas have all after s',
        'Redis has all after s',
      ],
      rows: [
        [
          backlog,
          rounded(perSecond),
          ...after.slice(0, 2).map(rounded),
          behind,
          ...after.slice(2).map(rounded),
        ],
      ],
    },
  ];
}
