import { readdirSync, readFileSync } from 'node:fs';
import type { EventEnvelope } from '@grantlog/events';
import { upcast } from '@grantlog/events';
import type { EntityDocument } from './entity-document.js';
import { documentKey, evolve } from './evolve.js';

const folder = new URL('../../events/golden/', import.meta.url);
const story = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as EventEnvelope)
  .map((envelope) => upcast(envelope))
  .sort((left, right) => Number(left.revision - right.revision));

type Documents = ReadonlyMap<string, EntityDocument>;

/** The documents after the story up to and including a type of event. */
function after(type: string): Documents {
  const documents = new Map<string, EntityDocument>();
  for (const event of story.slice(0, story.findIndex((each) => each.type === type) + 1)) {
    const key = documentKey(event);
    if (key === undefined) continue;
    const next = evolve(documents.get(key.kind), event);
    if (next === undefined) documents.delete(key.kind);
    else documents.set(key.kind, next);
  }
  return documents;
}

describe('folding the golden story', () => {
  it('reaches every kind of document', () => {
    expect(after('RoleSessionLimitChanged')).toMatchSnapshot();
  });

  it('ends with nothing but the account', () => {
    expect([...after('PolicyDeleted').keys()]).toEqual(['account']);
  });

  it('changes no document for facts that only auditors need', () => {
    expect(after('SessionTokenIssued')).toEqual(after('RoleSessionLimitChanged'));
  });

  it('leaves an entity that does not exist alone', () => {
    for (const event of story.filter(({ type }) => !type.endsWith('Created'))) {
      expect(evolve(undefined, event)).toBeUndefined();
    }
  });

  it('keeps the object of a policy version whose text stays the same', () => {
    const before = after('PolicyVersionCreated').get('policy');
    const next = story.find(({ type }) => type === 'PolicyDefaultVersionChanged');
    if (before?.kind !== 'policy' || next === undefined) throw new Error('the story has changed');
    const changed = evolve(before, next);
    expect(changed?.kind === 'policy' && changed.versions[0]).toBe(before.versions[0]);
  });

  it('refuses to fold an event into a document of another kind', () => {
    const account = after('AccountCreated').get('account');
    const event = story.find(({ type }) => type === 'UserAddedToGroup');
    if (event === undefined) throw new Error('the story has changed');
    expect(() => evolve(account, event)).toThrow('expected a document of kind `user`, got `account`');
  });
});
