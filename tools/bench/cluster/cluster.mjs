import { said } from '../decisions/workload.mjs';
import { eventsOf } from '../iam-org/documents.mjs';
import { makeOrganization } from '../iam-org/organization.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { markdown } from '../report.mjs';
import { coldLoad } from './cold-load.mjs';
import { faults } from './faults.mjs';
import { outage } from './outage.mjs';
import { pairs } from './pairs.mjs';
import { visible } from './visible.mjs';

const parts = { visible, pairs, faults, outage, 'cold-load': coldLoad };

/**
 * The production services on real PostgreSQL, Kafka and Redis, each part on a cluster of its own. A part that fails is
 * told in the tables and in the exit code, and the others run all the same.
 */
export async function run(options) {
  const chosen = options.parts ?? Object.keys(parts);
  const unknown = chosen.find((name) => !(name in parts));
  if (unknown !== undefined)
    throw new Error(`there is no part \`${unknown}\`; give some of ${Object.keys(parts).join()}`);
  const events = eventsOf(makeOrganization(sizes.S));
  const tables = [];
  for (const name of chosen) {
    said(`cluster: ${name}`);
    const { tables: made, failure } = await outcomeOf(parts[name], { events, options });
    if (failure !== undefined) process.exitCode = 1;
    const failed = { title: `${name} failed`, head: ['why'], rows: [[failure]] };
    const shown = failure === undefined ? made : [...made, failed];
    // A run takes long; who watches sees what there is.
    for (const table of shown) console.error(`\n${markdown(table)}\n`);
    tables.push(...shown);
  }
  return { tables };
}

async function outcomeOf(part, given) {
  try {
    const made = await part(given);
    return Array.isArray(made) ? { tables: made } : made;
  } catch (error) {
    console.error(error);
    return { tables: [], failure: error instanceof Error ? error.message : String(error) };
  }
}
