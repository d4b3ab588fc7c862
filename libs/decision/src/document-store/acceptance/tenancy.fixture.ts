import { accountOf, group, groupKey, stamps, type StoreUnderTest } from './store-under-test.fixture.js';

export function acceptTenancy(under: StoreUnderTest): void {
  it('shares nothing between two accounts with documents of the same names', async () => {
    const [mine, other] = [under.newAccount(), under.newAccount()];
    await under.mine.replace(mine, accountOf(1n, 'a', 'b'));
    await under.mine.replace(other, accountOf(5n, 'a', 'b'));
    await under.mine.advance(mine, { from: 1n, to: 2n, puts: [group('a', 2n)], removals: [groupKey('b')] });
    expect(stamps((await under.mine.scan(other))?.documents)).toEqual(['group/a@5', 'group/b@5']);
    await under.mine.remove(mine);
    expect(await under.mine.revision(other)).toBe(5n);
  });

  it('treats the copy of another log as absent', async () => {
    const account = under.newAccount();
    await under.foreign.replace(account, accountOf(9n, 'a'));
    expect(await under.mine.revision(account)).toBeUndefined();
    expect(await under.mine.documents(account, [groupKey('a')])).toBeUndefined();
    expect(await under.mine.scan(account)).toBeUndefined();
    const step = { from: 9n, to: 10n, puts: [], removals: [] };
    expect(await under.mine.advance(account, step)).toBe(false);
    expect(await under.foreign.revision(account)).toBe(9n);
  });

  it('replaces the copy of another log, whatever its revision', async () => {
    const account = under.newAccount();
    await under.foreign.replace(account, accountOf(9n, 'theirs'));
    expect(await under.mine.replace(account, accountOf(2n, 'ours'))).toBe(true);
    expect(stamps((await under.mine.scan(account))?.documents)).toEqual(['group/ours@2']);
    expect(await under.foreign.revision(account)).toBeUndefined();
  });
}
