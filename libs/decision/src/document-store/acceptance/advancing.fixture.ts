import { accountOf, group, groupKey, stamps, type StoreUnderTest } from './store-under-test.fixture.js';

export function acceptAdvancing(under: StoreUnderTest): void {
  it('moves the revision and all documents of a step together', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(1n, 'a', 'b'));
    const step = {
      from: 1n,
      to: 4n,
      puts: [group('a', 3n, 'renamed'), group('c', 4n)],
      removals: [groupKey('b')],
    };
    expect(await under.mine.advance(account, step)).toBe(true);
    const copy = await under.twin.documents(account, ['a', 'b', 'c'].map(groupKey));
    expect(copy?.revision).toBe(4n);
    expect(stamps(copy?.documents)).toEqual(['group/a@3', 'group/c@4']);
    expect(copy?.documents.map(({ document }) => document)).toContainEqual(
      group('a', 3n, 'renamed').document,
    );
  });

  it('keeps the hash of the newest event with the revision, and forgets it where a step has none', async () => {
    const account = under.newAccount();
    const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
    await under.mine.replace(account, { ...accountOf(1n, 'a'), hash: first });
    expect(await under.twin.documents(account, [])).toMatchObject({ revision: 1n, hash: first });
    await under.mine.advance(account, { from: 1n, to: 2n, hash: second, puts: [], removals: [] });
    expect(await under.twin.scan(account)).toMatchObject({ until: 2n, hash: second });
    await under.mine.advance(account, { from: 2n, to: 3n, puts: [], removals: [] });
    expect(await under.twin.scan(account)).not.toHaveProperty('hash');
    expect(await under.twin.documents(account, [])).not.toHaveProperty('hash');
  });

  it('moves the revision alone where events change no document', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(1n, 'a'));
    expect(await under.mine.advance(account, { from: 1n, to: 2n, puts: [], removals: [] })).toBe(true);
    expect(await under.mine.revision(account)).toBe(2n);
  });

  it.each([
    ['before', 4n],
    ['after', 6n],
  ])('refuses a step from a revision %s the copy, and changes nothing', async (_, from) => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(5n, 'a', 'b'));
    const step = { from, to: 9n, puts: [group('c', 9n)], removals: [groupKey('a')] };
    expect(await under.mine.advance(account, step)).toBe(false);
    expect(await under.mine.revision(account)).toBe(5n);
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual(['group/a@5', 'group/b@5']);
  });

  it('refuses to begin an account: what is not there is not empty', async () => {
    const account = under.newAccount();
    const step = { from: 0n, to: 1n, puts: [group('a', 1n)], removals: [] };
    expect(await under.mine.advance(account, step)).toBe(false);
    expect(await under.mine.revision(account)).toBeUndefined();
    expect(await under.mine.documents(account, [groupKey('a')])).toBeUndefined();
    expect(await under.mine.scan(account)).toBeUndefined();
  });

  it('lets exactly one of many steps from the same revision through', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(1n, 'a'));
    const steps = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? under.mine : under.twin).advance(account, {
        from: 1n,
        to: 2n,
        puts: [group(`n${index}`, 2n)],
        removals: [],
      }),
    );
    expect((await Promise.all(steps)).filter(Boolean)).toHaveLength(1);
    expect((await under.mine.scan(account))?.documents).toHaveLength(2);
  });

  it('takes the largest step there is at once', async () => {
    const account = under.newAccount();
    await under.mine.replace(
      account,
      accountOf(1n, ...Array.from({ length: 1_000 }, (_, index) => `old${index}`)),
    );
    const puts = Array.from({ length: 1_000 }, (_, index) => group(`new${index}`, 2n));
    const removals = Array.from({ length: 1_000 }, (_, index) => groupKey(`old${index}`));
    expect(await under.mine.advance(account, { from: 1n, to: 2n, puts, removals })).toBe(true);
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual(stamps(puts));
  });

  it('keeps revisions that no floating-point number can tell apart', async () => {
    const account = under.newAccount();
    const large = 9_007_199_254_740_993n;
    await under.mine.replace(account, accountOf(large, 'a'));
    expect(
      await under.mine.advance(account, { from: large - 1n, to: large + 1n, puts: [], removals: [] }),
    ).toBe(false);
    expect(await under.mine.advance(account, { from: large, to: large + 1n, puts: [], removals: [] })).toBe(
      true,
    );
    expect(await under.mine.revision(account)).toBe(large + 1n);
  });

  it('gives each document that was asked for once', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(1n, 'a'));
    const copy = await under.mine.documents(account, [groupKey('a'), groupKey('a'), groupKey('absent')]);
    expect(stamps(copy?.documents)).toEqual(['group/a@1']);
  });

  it.each(['__proto__', 'constructor', 'a/b', '.revision', 'Ünïcode ✓', ' ', '"quoted"\n'])(
    'takes the id %j like any other',
    async (id) => {
      const account = under.newAccount();
      await under.mine.replace(account, accountOf(1n, id));
      const step = { from: 1n, to: 2n, puts: [group(id, 2n, 'changed')], removals: [] };
      expect(await under.mine.advance(account, step)).toBe(true);
      expect((await under.mine.scan(account))?.documents).toEqual([group(id, 2n, 'changed')]);
      await under.mine.advance(account, { from: 2n, to: 3n, puts: [], removals: [groupKey(id)] });
      expect(await under.mine.scan(account)).toEqual({ from: 3n, until: 3n, documents: [] });
    },
  );
}
