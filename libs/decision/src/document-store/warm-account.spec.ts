import { account, allow, happened, user } from '../account.fixture.js';
import { fold, stored } from '../in-memory-source.fixture.js';
import { type Random, RandomHistory, randomFrom } from './acceptance/random-history.fixture.js';
import { comparable } from './acceptance/store-under-test.fixture.js';
import { documentName } from './document-name.js';
import type { ScannedAccount, StampedDocument } from './document-store.js';
import { warmAccount } from './warm-account.js';

const log = [
  happened.accountCreated(),
  happened.userCreated('ada'),
  happened.inlinePut('ada', allow('s3:GetObject')),
  happened.userCreated('bob'),
  happened.inlineDeleted('ada'),
  happened.userDeleted('bob'),
].map((fact, index) => stored(account, BigInt(index + 1), fact));

/** The documents as they are at a revision, stamped with it. */
function at(revision: number): readonly StampedDocument[] {
  const { documents } = fold(log.slice(0, revision));
  return documents.map((document) => ({ revision: BigInt(revision), document }));
}

const ada = (revision: number) => at(revision).filter(({ document }) => document.id === user('ada').userId);

describe('an account from the warm copy', () => {
  it('is what was scanned where nothing happened meanwhile', () => {
    const { hash } = stored(account, 3n, happened.userDeleted('bob'));
    const scanned = { from: 3n, until: 3n, hash, documents: at(3) };
    expect(warmAccount(scanned, [])).toEqual(fold(log.slice(0, 3)));
  });

  it('applies to a document what is newer than its stamp alone', () => {
    // Applied to the document at revision 5 again, revision 3 would give the policy back.
    const scanned = { from: 2n, until: 5n, documents: [...at(2).slice(0, 1), ...ada(5)] };
    expect(warmAccount(scanned, log.slice(2, 5))).toEqual({
      revision: 5n,
      hash: log[4]?.hash,
      documents: expect.arrayContaining([...fold(log.slice(0, 5)).documents]) as unknown,
    });
  });

  it('creates what was not yet there, and deletes what is there no more', () => {
    const documents = at(4);
    expect(warmAccount({ from: 2n, until: 6n, documents }, log.slice(2)).documents).toHaveLength(2);
    expect(warmAccount({ from: 2n, until: 4n, documents: at(2) }, log.slice(2, 4)).documents).toHaveLength(3);
  });

  it('skips events about what is deleted later in the range', () => {
    const scanned = { from: 2n, until: 6n, documents: at(6) };
    expect(warmAccount(scanned, log.slice(2))).toEqual(fold(log));
  });

  it('goes beyond the range as far as events are given, and ignores those before it', () => {
    expect(warmAccount({ from: 2n, until: 2n, documents: at(2) }, log)).toEqual(fold(log));
  });

  it.each([
    ['at the end', log.slice(2, 4)],
    ['at the beginning', log.slice(3)],
    ['in the middle', [...log.slice(2, 3), ...log.slice(4)]],
    ['everywhere', []],
  ])('is none when events are missing %s', (_, events) => {
    expect(() => warmAccount({ from: 2n, until: 6n, documents: at(2) }, events)).toThrow(
      /^revision \d+ is missing$/,
    );
  });

  it('is none when an event cannot be folded', () => {
    const unknown = stored(account, 7n, { type: 'RobotBuilt', data: {} });
    expect(() => warmAccount({ from: 6n, until: 7n, documents: at(6) }, [unknown])).toThrow('RobotBuilt');
  });

  it.each(Array.from({ length: 50 }, (_, index) => index))(
    'is the fold, whatever a scan saw of each document (seed %d)',
    async (seed) => {
      const random = randomFrom(seed);
      const history = new RandomHistory(account, random);
      history.grow(120);
      const scanned = fuzzyScan(history, random);
      const snapshot = warmAccount(scanned, history.between(scanned.from, scanned.until));
      expect(await comparable(snapshot)).toBe(await comparable(fold(history.between(0n, scanned.until))));
    },
  );
});

/** What a scan may see: every document as it is at some revision of the range, each at another one. */
function fuzzyScan(history: RandomHistory, random: Random): ScannedAccount {
  const from = 10 + random(60);
  const until = from + random(50);
  const names = new Set<string>();
  const seen: StampedDocument[] = [];
  for (let revision = from; revision <= until; revision += 1) {
    for (const document of fold(history.events.slice(0, revision)).documents)
      names.add(documentName(document));
  }
  for (const name of names) {
    const revision = from + random(until - from + 1);
    const { documents } = fold(history.events.slice(0, revision));
    const document = documents.find((each) => documentName(each) === name);
    if (document !== undefined) seen.push({ revision: BigInt(revision), document });
  }
  return { from: BigInt(from), until: BigInt(until), documents: seen };
}
