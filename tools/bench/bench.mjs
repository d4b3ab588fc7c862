// Measures the built program (npm run build). Lists what there is: node tools/bench/bench.mjs
// Runs one, or all: node tools/bench/bench.mjs NAME [options]; README.md has the rules and the options.
import { readOptions } from './options.mjs';
import { report } from './report.mjs';

const benches = {
  decisions: {
    what: 'µs and bytes per decision in process on IAM-ORG S, M, D50, D500, beside casbin and cedar-wasm',
    load: () => import('./decisions/decisions.mjs'),
  },
  growth: {
    what: 'how the cost of a decision grows: statements, conditions, groups, policies, principals, edits',
    load: () => import('./decisions/growth.mjs'),
  },
  documents: {
    what: 'reading, compiling and deciding by documents of the worst shapes',
    load: () => import('./decisions/documents.mjs'),
  },
  profile: {
    what: 'the functions in which a decision spends its time (sampled), size S and D500',
    load: () => import('./decisions/profile.mjs'),
  },
  grpc: {
    what: 'Authorize over gRPC, authentication on, one server core, beside Cerbos',
    load: () => import('./grpc/grpc.mjs'),
  },
  start: {
    what: 'start of the built program: to `listening` and to the first decision, first and later; memory',
    load: () => import('./standalone/start.mjs'),
  },
  commands: {
    what: 'durable commands per second over REST at 1 and 32 clients, standalone and command-service',
    load: () => import('./standalone/commands.mjs'),
  },
  cluster: {
    what: 'three replicas: write to visible, write then at_least, faults, a Kafka outage, cold loads, memory',
    load: () => import('./cluster/cluster.mjs'),
  },
};

const [name, ...given] = process.argv.slice(2);
const chosen = name === 'all' ? Object.keys(benches) : [name];
if (!chosen.every((each) => each in benches)) {
  for (const [each, { what }] of Object.entries(benches)) console.log(`${each}: ${what}`);
  console.log('all: one after the other');
  process.exit(name === undefined ? 0 : 2);
}
const options = readOptions(given);
for (const each of chosen) {
  const { run } = await benches[each].load();
  report(each, await run(options));
}
