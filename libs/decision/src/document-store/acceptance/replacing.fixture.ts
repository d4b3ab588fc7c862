import { accountOf, group, stamps, type StoreUnderTest } from './store-under-test.fixture.js';

export function acceptReplacing(under: StoreUnderTest): void {
  it('puts a whole account in the place of an older copy, and nothing of that remains', async () => {
    const account = under.newAccount();
    expect(await under.mine.replace(account, accountOf(3n, 'a', 'b'))).toBe(true);
    expect(await under.mine.replace(account, accountOf(7n, 'b', 'c'))).toBe(true);
    const scanned = await under.twin.scan(account);
    expect(scanned).toMatchObject({ from: 7n, until: 7n });
    expect(stamps(scanned?.documents)).toEqual(['group/b@7', 'group/c@7']);
  });

  it('goes forwards again from a copy that was restored', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(9n, 'a'));
    await under.mine.remove(account);
    await under.mine.replace(account, accountOf(3n, 'a', 'b'));
    expect(await under.mine.replace(account, accountOf(10n, 'a'))).toBe(true);
    expect(await under.mine.revision(account)).toBe(10n);
  });

  it.each([
    ['newer', 9n, {}],
    ['newer', 9n, { atSameRevision: true }],
    ['newer by a digit', 10n, {}],
    ['as new', 8n, {}],
    ['as new', 8n, { atSameRevision: false }],
  ])('leaves a copy that is %s (%s, %j)', async (_, present, options) => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(present, 'kept'));
    expect(await under.mine.replace(account, accountOf(8n, 'refused'), options)).toBe(false);
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual([`group/kept@${present}`]);
  });

  it('replaces a copy that is as new when it is asked to', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(8n, 'damaged'));
    expect(await under.mine.replace(account, accountOf(8n, 'right'), { atSameRevision: true })).toBe(true);
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual(['group/right@8']);
  });

  it('keeps an account without documents: it is empty, not absent', async () => {
    const account = under.newAccount();
    expect(await under.mine.replace(account, accountOf(2n))).toBe(true);
    expect(await under.mine.scan(account)).toEqual({ from: 2n, until: 2n, documents: [] });
  });

  it('keeps every document of an account of thousands, at any stamp', async () => {
    const account = under.newAccount();
    const documents = Array.from({ length: 3_217 }, (_, index) => group(`g${index}`, BigInt(index + 1)));
    await under.mine.replace(account, { revision: 4_000n, documents });
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual(stamps(documents));
  });

  it('leaves the newest of many that replace at once', async () => {
    const account = under.newAccount();
    const writes = Array.from({ length: 12 }, (_, index) => {
      const revision = BigInt(((index * 5) % 12) + 1);
      return (index % 2 === 0 ? under.mine : under.twin).replace(
        account,
        accountOf(revision, `at${revision}`),
      );
    });
    await Promise.all(writes);
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual(['group/at12@12']);
  });

  it('drops a copy, and one that is not there', async () => {
    const account = under.newAccount();
    await under.mine.replace(account, accountOf(2n, 'a'));
    await under.mine.remove(account);
    await under.mine.remove(account);
    expect(await under.mine.revision(account)).toBeUndefined();
    expect(await under.mine.scan(account)).toBeUndefined();
  });
}
