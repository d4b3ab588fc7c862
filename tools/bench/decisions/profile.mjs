import { Session } from 'node:inspector/promises';
import { sizes } from '../iam-org/sizes.mjs';
import { timed, timedAsync } from '../measure/timing.mjs';
import { answering, authorizing, evaluating, indexOf, loadable } from './grantlog.mjs';
import { said, workload } from './workload.mjs';

const shownFunctions = 12;
const samplingMicros = 200;
const samplingBytes = 4_096;

/** Where a decision spends its time and allocates, by the sampled function itself and not by what it calls. */
export async function run(options) {
  const tables = [];
  for (const name of options.sizes ?? ['S', 'D500']) {
    said(`${name}: organization and right answers`);
    const { organization, questions, answers } = workload(sizes[name], options.questions);
    const snapshot = loadable(organization);
    const index = indexOf(snapshot);
    const depths = {
      evaluate: { measure: timed, ask: evaluating(index, questions, answers) },
      answer: { measure: timed, ask: answering(index, questions, answers) },
      authorize: { measure: timedAsync, ask: authorizing(snapshot, questions, answers) },
    };
    for (const [depth, { measure, ask }] of Object.entries(depths)) {
      said(`${name}: ${depth}`);
      const warm = { seconds: options.warmUp, warmUp: 0, repeats: 1 };
      await measure(ask, questions.length, warm);
      const again = () => measure(ask, questions.length, { ...warm, seconds: options.seconds });
      const times = await profiled(timeProfiler, again);
      const bytes = await profiled(heapProfiler, again);
      tables.push({ title: `${name}, ${depth}: time`, head: ['%', 'function', 'file'], rows: times });
      tables.push({
        title: `${name}, ${depth}: bytes allocated`,
        head: ['%', 'function', 'file'],
        rows: bytes,
      });
    }
  }
  return { tables };
}

const timeProfiler = {
  async start(session) {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: samplingMicros });
    await session.post('Profiler.start');
  },
  async stop(session) {
    const { nodes, samples, timeDeltas } = (await session.post('Profiler.stop')).profile;
    const nodeOf = new Map(nodes.map((node) => [node.id, node]));
    return samples.map((id, at) => [nodeOf.get(id).callFrame, timeDeltas[at]]);
  },
};

const heapProfiler = {
  start: (session) =>
    session.post('HeapProfiler.startSampling', {
      samplingInterval: samplingBytes,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    }),
  async stop(session) {
    const found = [];
    const walk = ({ callFrame, selfSize, children }) => {
      found.push([callFrame, selfSize]);
      children.forEach(walk);
    };
    walk((await session.post('HeapProfiler.stopSampling')).profile.head);
    return found;
  },
};

async function profiled({ start, stop }, work) {
  const session = new Session();
  session.connect();
  await start(session);
  await work();
  const found = await stop(session);
  session.disconnect();
  return largest(found);
}

/** The functions with the largest sums. */
function largest(found) {
  const sums = new Map();
  for (const [{ functionName, url, lineNumber }, amount] of found) {
    const file = url.replace(/^.*\/((?:libs|tools|node_modules)\/.*)$/, '$1').replace('/dist/', '/');
    const key = `${functionName || '(anonymous)'}\n${url === '' ? '' : `${file}:${lineNumber + 1}`}`;
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  const total = [...sums.values()].reduce((sum, each) => sum + each, 0);
  return [...sums]
    .sort(([, left], [, right]) => right - left)
    .slice(0, shownFunctions)
    .map(([key, each]) => [((100 * each) / total).toFixed(1), ...key.split('\n')]);
}
