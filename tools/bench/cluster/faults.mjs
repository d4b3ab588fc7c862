import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { said, workload } from '../decisions/workload.mjs';
import { authorizeAnswer, authorizeMessage } from '../grpc/authorize-calls.mjs';
import { openLoop, openLoopDuring, warmUp } from '../grpc/load.mjs';
import { eventsOf } from '../iam-org/documents.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { descendantsOf, pin } from '../measure/processes.mjs';
import { rounded } from '../report.mjs';
import { Burst } from './burst.mjs';
import { editedUsers } from './edited-users.mjs';
import { rebuild } from './rebuild.mjs';
import { until } from './until.mjs';
import { connectTo, inWorld } from './world.mjs';

const burstEvents = 10_000;
const burstUsers = { users: 1_000, name: 'burst' };
const askedCore = 0;
const otherCore = 1;
const loadPriority = -10;

/**
 * Authorize on one replica of three, at a steady rate: idle, while 10,000 events arrive, while the warm copy is made
 * anew, and with everything else killed. The asked replica has a core of its own, as on a machine of its own.
 */
export function faults({ options }) {
  const { organization, questions, answers } = workload(sizes.S, options.questions);
  const events = [...eventsOf(organization), ...editedUsers(burstUsers.users, burstUsers.name)];
  return inWorld({ events, roles: organization.roles }, async (world) => {
    const [asked] = world.cluster.replicas;
    const client = await connectTo(asked, world.token);
    const burst = await Burst.start(world, burstEvents, burstUsers);
    const seen = { revision: 0 };
    const isRight = (index, message) => {
      const { outcome, revision } = authorizeAnswer(message);
      seen.revision = revision;
      return outcome === answers[index];
    };
    const messages = questions.map((question) => authorizeMessage(question, world.roleTokens));
    const target = { client, pid: asked.pid, messages, isRight, mayRefuse: true };
    const release = separate(asked);
    try {
      return await allOf(target, { world, burst, seen }, options);
    } finally {
      release();
      client.close();
      burst.close();
    }
  });
}

async function allOf(target, { world, burst, seen }, options) {
  const { asks, repeats, seconds } = options;
  const rows = [];
  const add = (situation, { p50, p99, most, cpu, perSecond, refused }, took = []) =>
    rows.push([
      situation,
      took.map(rounded).join(', '),
      ...[perSecond, p50, p99, most, cpu].map(rounded),
      refused,
    ]);
  const long = seconds * repeats;
  said(`faults: warm-up, then idle for ${long} s`);
  await warmUp(target, options.warmUp);
  add('idle', await openLoop(target, asks, long));
  said(`faults: ${repeats} bursts of ${burstEvents} events`);
  const applied = [];
  add(
    '10,000 events arrive',
    await openLoopDuring(target, asks, bursts(burst, seen, repeats, applied)),
    applied,
  );
  said('faults: rebuild');
  const took = [];
  add('rebuild', await openLoopDuring(target, asks, rebuilds(world, long, took)), took);
  said('faults: everything else killed');
  burst.close();
  const { cluster, services } = world;
  await cluster.command.stop('SIGKILL');
  await Promise.all([services.kafka.kill(), services.redis.kill(), services.postgres.kill()]);
  add('all else killed', await openLoop(target, asks, long));
  const head = ['while', 'which took s', 'decisions/s', 'p50 µs', 'p99 µs', 'most µs'];
  head.push('replica µs of processor', 'refused');
  return [{ title: `Authorize on a replica at ${asks}/s, IAM-ORG S, every answer checked`, head, rows }];
}

/** Each is over when the asked replica has all of it. */
async function bursts(burst, seen, repeats, applied) {
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const began = performance.now();
    const revision = await burst.append();
    await until('the burst is seen', () => seen.revision >= revision, 60_000, 5);
    applied.push((performance.now() - began) / 1000);
    await pause(100);
  }
}

async function rebuilds(world, seconds, took) {
  const began = performance.now();
  do took.push(await rebuild(world));
  while (performance.now() - began < seconds * 1000);
}

/** The asked replica on one core, everything else on the other, where the load goes first; returns how to undo it. */
function separate(asked) {
  for (const pid of [process.pid, ...descendantsOf(process.pid)]) pin(pid, otherCore);
  pin(asked.pid, askedCore);
  prefer(loadPriority);
  return () => {
    prefer(0);
    pin(process.pid, `${askedCore},${otherCore}`);
  };
}

/** Only root may; without, latencies hold some of the load's own waiting. */
function prefer(priority) {
  try {
    setPriority(process.pid, priority);
  } catch (error) {
    said(`faults: the load has no priority over the others: ${error.message}`);
  }
}
