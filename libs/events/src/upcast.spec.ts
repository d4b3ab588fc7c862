import { goldenEvents } from './golden.fixture.js';
import type { UnsealedEnvelope } from './envelope.js';
import { schemaVersions } from './schema-versions.js';
import { UnknownEventError, upcast } from './upcast.js';

function stored(changes: Partial<UnsealedEnvelope>): UnsealedEnvelope {
  const golden = goldenEvents.find(({ type }) => type === 'grantlog.GroupCreated');
  if (golden === undefined) throw new Error('no golden event');
  return { ...golden, ...changes };
}

describe('reading a stored event', () => {
  it.each([
    ['an unknown type', { type: 'grantlog.PlanetCreated', dataschema: 'urn:grantlog:event:PlanetCreated:1' }],
    ['a newer version', { dataschema: 'urn:grantlog:event:GroupCreated:2' }],
    ['a type that its schema contradicts', { dataschema: 'urn:grantlog:event:UserCreated:1' }],
    ['a schema of another form', { dataschema: 'https://example.com/GroupCreated/1' }],
    ['version 0', { dataschema: 'urn:grantlog:event:GroupCreated:0' }],
    [
      'a name of every object',
      { type: 'grantlog.constructor', dataschema: 'urn:grantlog:event:constructor:1' },
    ],
  ] as const)('stops at %s', (_, changes) => {
    expect(() => upcast(stored(changes))).toThrow(UnknownEventError);
  });

  it('steps up one version at a time', () => {
    const vocabulary = {
      versions: { ...schemaVersions, GroupCreated: 3 },
      upcasters: [
        { type: 'GroupCreated', from: 2, upcast: (data: unknown) => ({ ...(data as object), third: true }) },
        { type: 'GroupCreated', from: 1, upcast: (data: unknown) => ({ ...(data as object), second: true }) },
      ],
    } as const;
    expect(upcast(stored({}), vocabulary).data).toMatchObject({
      groupName: 'Admins',
      second: true,
      third: true,
    });
  });

  it('stops where a step is missing', () => {
    const vocabulary = { versions: { ...schemaVersions, GroupCreated: 2 }, upcasters: [] };
    expect(() => upcast(stored({}), vocabulary)).toThrow('no upcaster for `GroupCreated` version 1');
  });
});
