import type { StoredEvent } from '@grantlog/events';
import { denseRuns } from './dense-runs.js';

const events = (account: string, ...revisions: number[]): readonly StoredEvent[] =>
  revisions.map((revision) => ({ account, revision: BigInt(revision), text: '{}', hash: '' }));

const runs = (...given: readonly StoredEvent[]) =>
  denseRuns(given).map((run) => [run.account, ...run.events.map(({ revision }) => Number(revision))]);

describe('runs of a delivery', () => {
  it('are one for each account, in the order of arrival', () => {
    expect(runs(...events('a', 1, 2), ...events('b', 7), ...events('a', 3), ...events('b', 8, 9))).toEqual([
      ['a', 1, 2, 3],
      ['b', 7, 8, 9],
    ]);
  });

  it('are cut at a gap', () => {
    expect(runs(...events('a', 1, 2, 4, 5))).toEqual([
      ['a', 1, 2],
      ['a', 4, 5],
    ]);
  });

  it('have what came twice once', () => {
    expect(runs(...events('a', 3, 4, 5, 3, 4, 5, 6, 6, 7))).toEqual([['a', 3, 4, 5, 6, 7]]);
  });

  it('begin again where earlier revisions come late', () => {
    expect(runs(...events('a', 5, 6, 1, 2, 7))).toEqual([
      ['a', 5, 6],
      ['a', 1, 2],
      ['a', 7],
    ]);
  });

  it('leave out no event because another one had its revision', () => {
    const other = { account: 'a', revision: 2n, text: '{}', hash: 'other' };
    expect(runs(...events('a', 1, 2), other, ...events('a', 3))).toEqual([
      ['a', 1, 2],
      ['a', 2, 3],
    ]);
  });

  it('are none for nothing', () => {
    expect(runs()).toEqual([]);
  });
});
