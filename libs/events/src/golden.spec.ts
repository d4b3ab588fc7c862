import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { touchedArns } from './entities.js';
import { firstPrevHash } from './envelope.js';
import { goldenEvents } from './golden.fixture.js';
import { schemaVersions } from './schema-versions.js';
import { upcast } from './upcast.js';

describe('golden events', () => {
  it('exist for every type at every version from 1 to the current one', () => {
    const wanted = Object.entries(schemaVersions).flatMap(([type, current]) =>
      Array.from({ length: current }, (_, index) => `urn:grantlog:event:${type}:${index + 1}`),
    );
    expect(goldenEvents.map(({ dataschema }) => dataschema).sort()).toEqual(wanted.sort());
  });

  it.each(goldenEvents)('$dataschema still hashes to what was stored', ({ hash, ...unsealed }) => {
    expect(createHash('sha256').update(canonicalJson(unsealed)).digest('hex')).toBe(hash);
  });

  it('make one chain', () => {
    const previous = [firstPrevHash, ...goldenEvents.map(({ hash }) => hash)];
    expect(goldenEvents.map(({ prevhash }) => prevhash)).toEqual(previous.slice(0, -1));
  });

  it.each(goldenEvents)('$dataschema is read and names the same entities', (envelope) => {
    const recorded = upcast(envelope);
    expect(touchedArns(recorded).join(' ')).toBe(envelope.entities);
    expect(recorded.revision).toBe(BigInt(envelope.revision));
  });
});
