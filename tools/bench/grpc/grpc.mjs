import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { said, workload } from '../decisions/workload.mjs';
import { mixOf } from '../iam-org/expected.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { residentMb } from '../measure/process-cost.mjs';
import { median } from '../measure/timing.mjs';
import { startCerbos } from '../peers/cerbos.mjs';
import { checkMessage, checkPath, isAllowed } from '../peers/cerbos-messages.mjs';
import { benchFolder } from '../peers/install.mjs';
import { rounded, versionOf } from '../report.mjs';
import { inTemporaryDirectory, serve, standalone } from '../standalone/server.mjs';
import { authorizeMessage, authorizeOutcome, authorizePath } from './authorize-calls.mjs';
import { FrameClient } from './frame-client.mjs';
import { h2load, h2loadVersion } from './h2load.mjs';
import { closedLoop, openLoop, warmUp } from './load.mjs';
import { seed } from './seed.mjs';

const serverCpu = 0;
const loadCpu = 1;

/** Authorize on one core, asked from the other one; then Cerbos with the same questions. */
export async function run(options) {
  const rows = [];
  const summary = [];
  for (const name of options.sizes ?? ['S']) {
    said(`${name}: organization and right answers`);
    const work = workload(sizes[name], options.questions);
    for (const [program, measure] of [
      ['Grantlog', ofGrantlog],
      ['Cerbos', ofCerbos],
    ]) {
      if (program === 'Cerbos' && options.peers?.length === 0) continue;
      said(`${name}: ${program}`);
      const { loads, started, memory } = await inTemporaryDirectory((directory) =>
        measure(work, directory, options),
      );
      rows.push(...loads.map((load) => [name, program, ...load]));
      summary.push([name, program, mixOf(work.answers), rounded(started), memory]);
    }
  }
  const head = ['size', 'program', 'load', 'decisions/s', 'p50 µs', 'p99 µs', 'server µs of processor'];
  return {
    tables: [
      { title: 'Decisions over gRPC, one server core', head, rows },
      {
        title: 'Servers',
        head: ['size', 'program', 'allow / implicit / explicit', 'start s', 'MB resident'],
        rows: summary,
      },
    ],
    versions: {
      cerbos: options.peers?.length === 0 ? 'not run' : versionOf(benchFolder, 'cerbos'),
      h2load: h2loadVersion(),
    },
  };
}

async function ofGrantlog({ organization, questions, answers }, directory, options) {
  const { masterKey, token, roleTokens } = await seed(directory, organization);
  const began = performance.now();
  const server = serve(standalone, directory, { cpu: serverCpu, more: { GRANTLOG_MASTER_KEY: masterKey } });
  try {
    const { grpc: address } = await server.listening;
    const started = (performance.now() - began) / 1000;
    const service = { address, path: authorizePath, headers: [['authorization', `Bearer ${token}`]] };
    const messages = questions.map((question) => authorizeMessage(question, roleTokens));
    const isRight = (index, answer) => authorizeOutcome(answer) === answers[index];
    const loads = await allLoads(service, { pid: server.pid, messages, isRight }, options);
    return { loads, started, memory: residentMb(server.pid) };
  } finally {
    await server.stop();
  }
}

async function ofCerbos({ organization, questions, answers }, directory, options) {
  const began = performance.now();
  const server = await startCerbos(organization, directory, serverCpu);
  try {
    const started = (performance.now() - began) / 1000;
    const service = { address: server.address, path: checkPath, headers: [] };
    const messages = questions.map((question) => checkMessage(question, organization));
    const isRight = (index, answer) => isAllowed(answer) === (answers[index] === 'Allow');
    const loads = await allLoads(service, { pid: server.pid, messages, isRight }, options);
    return { loads, started, memory: residentMb(server.pid) };
  } finally {
    await server.stop();
  }
}

async function allLoads(service, target, options) {
  spawnSync('taskset', ['-acp', String(loadCpu), String(process.pid)]);
  const client = await FrameClient.connect(service.address, service.path, service.headers);
  const rows = [];
  const add = (load, { perSecond, p50, p99, cpu }) =>
    rows.push([
      load,
      ...[perSecond, p50, p99, cpu].map((figure) => (figure === undefined ? '' : rounded(figure))),
    ]);
  try {
    const loaded = { ...target, client };
    await warmUp(loaded, options.warmUp);
    let most = 0;
    for (const inFlight of options.clients ?? [1, 16, 64]) {
      const figures = await repeated(options, () => closedLoop(loaded, inFlight, options.seconds));
      most = Math.max(most, figures.perSecond);
      add(`closed, ${inFlight} in flight`, figures);
    }
    for (const share of [0.5, 0.8]) {
      const figures = await repeated(options, () => openLoop(loaded, most * share, options.seconds));
      add(`open, ${100 * share} % of the most`, figures);
    }
  } finally {
    client.close();
    spawnSync('taskset', ['-acp', `${serverCpu},${loadCpu}`, String(process.pid)]);
  }
  if (h2loadVersion() !== undefined)
    for (const inFlight of [1, 64])
      add(`h2load, one message, ${inFlight} in flight`, {
        perSecond: h2load({ ...service, message: target.messages[0] }, inFlight, options),
      });
  return rows;
}

async function repeated({ repeats }, once) {
  const runs = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) runs.push(await once());
  const middle = (key) => median(runs.map((each) => each[key]));
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, middle(key)]));
}
