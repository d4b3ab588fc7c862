import { group, stamps } from '../acceptance/store-under-test.fixture.js';
import { writeDocument } from './document-text.js';
import { scanCopy } from './scan-copy.js';

/** What a server answers to the commands of a scan, one after the other. */
type Replies = readonly unknown[];

const stamp = (revision: number, { log = 'log-1', copy = 'copy-1', process = 'process-1' } = {}) => [
  log,
  String(revision),
  copy,
  process,
];
const page = (cursor: string, ...ids: readonly (readonly [string, bigint])[]) => [
  cursor,
  ids.flatMap(([id, revision]) => [`group/${id}`, writeDocument(group(id, revision))]),
];

async function scan(replies: Replies) {
  const left = [...replies];
  const commands: string[] = [];
  const send = (_key: string, [command = '', ...operands]: readonly string[]) => {
    commands.push(command === 'HSCAN' ? `HSCAN ${operands[1]}` : 'stamp');
    if (left.length === 0) throw new Error('a command too many');
    return Promise.resolve(left.shift());
  };
  const scanned = await scanCopy({ send }, 'grantlog:{123456789012}', 'log-1');
  expect(left).toEqual([]);
  return { scanned, commands };
}

describe('a scan of a copy', () => {
  it('reads all pages between two looks at the revision', async () => {
    const { scanned, commands } = await scan([
      stamp(3),
      page('9', ['a', 1n]),
      page('4'),
      page('0', ['b', 4n]),
      stamp(5),
    ]);
    expect(scanned).toMatchObject({ from: 3n, until: 5n });
    expect(stamps(scanned?.documents)).toEqual(['group/a@1', 'group/b@4']);
    expect(commands).toEqual(['stamp', 'HSCAN 0', 'HSCAN 9', 'HSCAN 4', 'stamp']);
  });

  it('keeps the newest of a document that is seen more than once, in any order', async () => {
    const pages = [page('7', ['a', 4n], ['b', 1n]), page('8', ['a', 2n], ['b', 3n]), page('0', ['a', 4n])];
    const { scanned } = await scan([stamp(1), ...pages, stamp(4)]);
    expect(stamps(scanned?.documents)).toEqual(['group/a@4', 'group/b@3']);
  });

  it.each([
    ['the copy was dropped and written anew: where it was gone, the pages ended', { copy: 'copy-2' }],
    ['another server process took over: its pages have another order', { process: 'process-2' }],
  ])('begins again when %s', async (_, change) => {
    const first = [stamp(3), page('9', ['a', 1n]), page('0'), stamp(5, change)];
    const { scanned } = await scan([
      ...first,
      stamp(5, change),
      page('0', ['a', 1n], ['b', 2n]),
      stamp(5, change),
    ]);
    expect(scanned).toMatchObject({ from: 5n, until: 5n });
    expect(stamps(scanned?.documents)).toEqual(['group/a@1', 'group/b@2']);
  });

  it('is unavailable when the copy never stays the same', async () => {
    const rounds = [1, 2, 3].flatMap((round) => [
      stamp(3, { copy: `copy-${round}` }),
      page('0'),
      stamp(3, { copy: `copy-${round}b` }),
    ]);
    await expect(scan(rounds)).rejects.toMatchObject({ name: 'DocumentStoreUnavailableError' });
  });

  it.each([
    ['is not there', [[null, null, null, 'process-1']]],
    ['is of another log', [stamp(3, { log: 'log-2' })]],
    ['vanishes', [stamp(3), page('0'), [null, null, null, 'process-1']]],
    ['becomes that of another log', [stamp(3), page('0'), stamp(9, { log: 'log-2' })]],
    ['goes backwards', [stamp(3), page('0'), stamp(2)]],
  ])('gives nothing of a copy that %s', async (_, replies) => {
    expect((await scan(replies)).scanned).toBeUndefined();
  });

  it.each([
    ['a list', ['0']],
    ['a cursor', [[1, []]]],
    ['texts', [['0', ['group/a', 1]]]],
  ])('takes an answer without %s for damage', async (_, replies) => {
    await expect(scan([stamp(3), ...replies])).rejects.toMatchObject({ name: 'DamagedCopyError' });
  });
});
