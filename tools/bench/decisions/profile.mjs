import { Session } from 'node:inspector/promises';
import { sizes } from '../iam-org/sizes.mjs';
import { timed, timedAsync } from '../measure/timing.mjs';
import { answering, authorizing, evaluating, indexOf, loadable } from './grantlog.mjs';
import { said, workload } from './workload.mjs';

const shownFunctions = 15;
const samplingMicros = 200;

/** Where a decision spends its time, by the sampled function itself and not by what it calls. */
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
      const rows = await sampled(() => measure(ask, questions.length, { ...warm, seconds: options.seconds }));
      tables.push({ title: `${name}, ${depth}`, head: ['% of time', 'function', 'file'], rows });
    }
  }
  return { tables };
}

async function sampled(work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: samplingMicros });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return selfTimes(profile);
}

function selfTimes({ nodes, samples, timeDeltas }) {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const micros = new Map();
  samples.forEach((id, at) => {
    const { functionName, url, lineNumber } = nodeOf.get(id).callFrame;
    const file = url.replace(/^.*\/((?:libs|tools|node_modules)\/.*)$/, '$1').replace('/dist/', '/');
    const key = `${functionName || '(anonymous)'}\n${url === '' ? '' : `${file}:${lineNumber + 1}`}`;
    micros.set(key, (micros.get(key) ?? 0) + timeDeltas[at]);
  });
  const total = [...micros.values()].reduce((sum, each) => sum + each, 0);
  return [...micros]
    .sort(([, left], [, right]) => right - left)
    .slice(0, shownFunctions)
    .map(([key, each]) => [((100 * each) / total).toFixed(1), ...key.split('\n')]);
}
