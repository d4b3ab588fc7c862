import { setTimeout as pause } from 'node:timers/promises';
import { said, workload } from '../decisions/workload.mjs';
import { authorizeMessage, authorizeOutcome } from '../grpc/authorize-calls.mjs';
import { closedLoop } from '../grpc/load.mjs';
import { eventsOf } from '../iam-org/documents.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { cpuSeconds, mostResidentMb, residentMb } from '../measure/process-cost.mjs';
import { descendantsOf, pin } from '../measure/processes.mjs';
import { median } from '../measure/timing.mjs';
import { rounded } from '../report.mjs';
import { metricsOf } from './metrics.mjs';
import { rebuild } from './rebuild.mjs';
import { until } from './until.mjs';
import { copyRevision, onRedis } from './warm-copy.mjs';
import { connectTo, inWorld } from './world.mjs';

const replicaCore = 0;
const otherCore = 1;
/** What was needed to load is given back some time after. */
const settleMs = 5_000;
const bytesPerMb = 2 ** 20;
/** Where an account is loaded from, as the metrics name it and as people do. */
const sourceNames = { store: 'Redis', log: 'the log' };

/** Starts of a projection-service over accounts of several sizes, from the log and from the copy in Redis. */
export async function coldLoad({ options }) {
  const runs = [await ofSize('empty', undefined, options)];
  for (const name of options.sizes ?? ['S', 'M']) runs.push(await ofSize(name, sizes[name], options));
  const [empty] = runs;
  return [tableOf(runs, empty)];
}

function ofSize(name, size, options) {
  said(`cold load: ${name}`);
  const work = size === undefined ? undefined : workload(size, options.questions);
  const { organization } = work ?? {};
  const given = work === undefined ? {} : { events: eventsOf(organization), roles: organization.roles };
  return inWorld({ replicas: 0, ...given }, async (world) => {
    for (const pid of [process.pid, ...descendantsOf(process.pid)]) pin(pid, otherCore);
    try {
      await indexed(world);
      const rebuilt = await rebuild(world);
      const starts = { store: [], log: [] };
      for (let repeat = 0; repeat < options.repeats; repeat += 1) {
        starts.store.push(await oneStart(world, work, 'store', options));
        await onRedis(world.redisUrl, (client) => client.flushAll());
        starts.log.push(await oneStart(world, work, 'log', options));
        await rebuild(world);
      }
      const principals = size === undefined ? 0 : size.users + size.roles;
      return { name, principals, rebuilt, starts };
    } finally {
      pin(process.pid, `${replicaCore},${otherCore}`);
    }
  });
}

/** Lets the index be made once, so that no start is busy with it. */
async function indexed({ cluster, redisUrl, revision }) {
  const replica = await cluster.addReplica();
  const isIndexed = async () => (await copyRevision(redisUrl)) >= Number(revision);
  await until('the events are in Redis', isIndexed, 600_000);
  await replica.stop();
  cluster.replicas.pop();
}

/** Starts a replica on a core of its own, checks where it loaded from and what it answers, and stops it. */
async function oneStart(world, work, source, options) {
  const { cluster } = world;
  pin(process.pid, replicaCore);
  const began = performance.now();
  const starting = cluster.addReplica();
  pin(process.pid, otherCore);
  const replica = await starting;
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuSeconds(replica.pid);
  await checkSource(replica, source);
  if (work !== undefined) await askAll(replica, world, work, options);
  await pause(settleMs);
  const { http } = await replica.listening();
  const figures = {
    seconds,
    cpu,
    resident: residentMb(replica.pid),
    most: mostResidentMb(replica.pid),
    estimated: (await metricsOf(http)).grantlog_account_bytes,
  };
  await replica.stop();
  cluster.replicas.pop();
  return figures;
}

async function checkSource(replica, source) {
  const { http } = await replica.listening();
  const loads = (await metricsOf(http))[`grantlog_account_loads_total{source="${source}"}`];
  if (loads !== 1) throw new Error(`the account was not loaded once from the ${source}, but ${loads} times`);
}

/** Every question at least once, as the bytes of an account are those of one that is in use. */
async function askAll(replica, { token, roleTokens }, { questions, answers }, { seconds }) {
  const client = await connectTo(replica, token);
  const messages = questions.map((question) => authorizeMessage(question, roleTokens));
  const isRight = (index, message) => authorizeOutcome(message) === answers[index];
  try {
    for (let asked = 0; asked < messages.length;)
      asked +=
        seconds * (await closedLoop({ client, pid: replica.pid, messages, isRight }, 16, seconds)).perSecond;
  } finally {
    client.close();
  }
}

function tableOf(runs, empty) {
  const rows = runs.flatMap((run) =>
    Object.keys(sourceNames).map((source) => rowOf(run, empty.starts[source], source)),
  );
  const head = [
    'size',
    'principals',
    'from',
    'start to listening s',
    'of it the load s',
    'start processor s',
  ];
  head.push('of it the load processor s', 'MB resident', 'most MB', 'resident bytes per principal');
  head.push('estimated bytes per principal', 'rebuild s');
  return { title: 'Start of a projection-service; the load is what an empty account takes less', head, rows };
}

function rowOf({ name, principals, rebuilt, starts }, base, source) {
  const middle = (key, of = starts[source]) => median(of.map((start) => start[key]));
  const isEmpty = principals === 0;
  const more = (key) => (isEmpty ? NaN : middle(key) - middle(key, base));
  const times = ['seconds', 'cpu'].flatMap((key) => [middle(key), more(key)].map(rounded));
  const perPrincipal = [more('resident') * bytesPerMb, middle('estimated')].map((bytes) =>
    isEmpty ? '' : rounded(bytes / principals),
  );
  const memory = [middle('resident'), middle('most'), ...perPrincipal];
  return [
    name,
    principals,
    sourceNames[source],
    ...times,
    ...memory,
    source === 'store' ? rounded(rebuilt) : '',
  ];
}
