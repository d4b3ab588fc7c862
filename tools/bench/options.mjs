import { parseArgs } from 'node:util';

const types = {
  sizes: { type: 'string' },
  seconds: { type: 'string' },
  'warm-up': { type: 'string' },
  repeats: { type: 'string' },
  questions: { type: 'string' },
  'peer-seconds': { type: 'string' },
  peers: { type: 'string' },
  clients: { type: 'string' },
  database: { type: 'string' },
  million: { type: 'boolean' },
  parts: { type: 'string' },
  writes: { type: 'string' },
  pairs: { type: 'string' },
  asks: { type: 'string' },
  outage: { type: 'string' },
};

/** The options of a bench. The defaults are the run rules; shorter runs are for trying something out. */
export function readOptions(given) {
  const { values } = parseArgs({ args: given, options: types });
  const list = (text) => text?.split(',').filter((each) => each !== '');
  return {
    sizes: list(values.sizes),
    seconds: Number(values.seconds ?? 2),
    warmUp: Number(values['warm-up'] ?? 1.5),
    repeats: Number(values.repeats ?? 3),
    questions: Number(values.questions ?? 5_000),
    peerSeconds: Number(values['peer-seconds'] ?? 20),
    peers: list(values.peers),
    clients: list(values.clients)?.map(Number),
    database: values.database,
    million: values.million ?? false,
    parts: list(values.parts),
    writes: Number(values.writes ?? 1_000),
    asks: Number(values.asks ?? 2_000),
    pairs: Number(values.pairs ?? 100_000),
    outage: Number(values.outage ?? 60),
  };
}
