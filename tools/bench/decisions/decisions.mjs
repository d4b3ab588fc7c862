import { performance } from 'node:perf_hooks';
import { bytesPerAsk, heapOf } from '../measure/allocation.mjs';
import { onOneCore } from '../measure/processes.mjs';
import { timed, timedAsync } from '../measure/timing.mjs';
import { mixOf } from '../iam-org/expected.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { peersInProcess } from '../peers/peers.mjs';
import { rounded } from '../report.mjs';
import { answering, authorizing, evaluating, indexOf, loadable } from './grantlog.mjs';
import { said, workload } from './workload.mjs';

/**
 * Every size: Grantlog at three depths, then each peer on the same questions. `evaluate` is the evaluation alone;
 * `answer` begins with the question as it came and finds the principal and makes its context; `authorize` also checks the
 * question and whether the caller may ask, which is a second evaluation.
 */
export function run(options) {
  return onOneCore(() => measured(options));
}

async function measured(options) {
  const peers = await peersInProcess(options);
  const own = [];
  const beside = [];
  for (const name of options.sizes ?? ['S', 'M', 'D50', 'D500']) {
    said(`${name}: organization and right answers`);
    const work = workload(sizes[name], options.questions);
    said(`${name}: Grantlog`);
    const measured = await measureOwn(name, work, options);
    own.push(measured);
    for (const peer of peers) {
      said(`${name}: ${peer.name}`);
      beside.push([name, peer.name, ...(await measurePeer(peer, work, measured.figures, options))]);
    }
  }
  return {
    tables: tablesOf(own, beside),
    versions: Object.fromEntries(peers.map((each) => [each.name, each.version])),
  };
}

function tablesOf(own, beside) {
  const ownHead = ['size', 'allow / implicit / explicit deny', 'depth', 'µs', 'µs of processor', 'bytes'];
  const loadHead = ['size', 'load and first questions s', 'heap MB', 'bytes per principal'];
  const besideHead = [
    'size',
    'peer',
    'µs',
    'µs of processor',
    'questions',
    '× evaluate',
    '× answer',
    'load s',
  ];
  return [
    { title: 'Grantlog: one decision', head: ownHead, rows: own.flatMap(({ decisions }) => decisions) },
    { title: 'Grantlog: the index', head: loadHead, rows: own.map(({ index }) => index) },
    ...(beside.length === 0 ? [] : [{ title: 'Peers, same questions', head: besideHead, rows: beside }]),
  ];
}

async function measureOwn(name, { organization, questions, answers }, options) {
  const snapshot = loadable(organization);
  const began = performance.now();
  const { made: index, bytes } = heapOf(() => {
    const loaded = indexOf(snapshot);
    const ask = answering(loaded, questions, answers);
    for (let at = 0; at < questions.length; at += 1) ask(at);
    return loaded;
  });
  const load = (performance.now() - began) / 1000;
  const depths = {
    evaluate: { measure: timed, ask: evaluating(index, questions, answers) },
    answer: { measure: timed, ask: answering(index, questions, answers) },
    authorize: { measure: timedAsync, ask: authorizing(snapshot, questions, answers) },
  };
  const figures = {};
  for (const [depth, { measure, ask }] of Object.entries(depths)) {
    const time = await measure(ask, questions.length, options);
    figures[depth] = { ...time, bytes: await bytesPerAsk(ask, questions.length) };
  }
  const principals = organization.users.length + organization.roles.length;
  return {
    figures,
    index: [name, rounded(load), rounded(bytes / 2 ** 20), Math.round(bytes / principals)],
    decisions: Object.entries(figures).map(([depth, { wall, cpu, bytes: each }]) => [
      name,
      mixOf(answers),
      depth,
      rounded(wall),
      rounded(cpu),
      Math.round(each),
    ]),
  };
}

async function measurePeer({ load }, work, { evaluate, answer }, { peerSeconds }) {
  try {
    const began = performance.now();
    const { ask, count } = await load(work);
    const loading = (performance.now() - began) / 1000;
    const { wall, cpu, asked } = ask(count, peerSeconds);
    const times = [cpu / evaluate.cpu, cpu / answer.cpu];
    return [rounded(wall), rounded(cpu), asked, ...times.map(rounded), rounded(loading)];
  } catch (error) {
    return [`failed: ${error.message.slice(0, 120)}`];
  }
}
