import { group } from './acceptance/store-under-test.fixture.js';
import { accountDigest } from './account-digest.js';

const documents = ['a', 'b', 'c'].map((id) => group(id, 1n).document);
const [first, second, third] = documents;

describe('the digest of an account', () => {
  it('does not depend on the order of documents or of their members', async () => {
    const shuffled = [third, first, second].flatMap((document) => {
      if (document === undefined) return [];
      const backwards = JSON.stringify(Object.fromEntries(Object.entries(document).reverse()));
      return [JSON.parse(backwards) as typeof document];
    });
    expect(await accountDigest(shuffled)).toBe(await accountDigest(documents));
  });

  it.each([
    ['one is missing', documents.slice(1)],
    ['one is there twice', [...documents, ...documents.slice(0, 1)]],
    ['one differs', [...documents.slice(0, 2), group('c', 1n, 'd').document]],
    ['all are missing', []],
  ])('differs when %s', async (_, other) => {
    expect(await accountDigest(other)).not.toBe(await accountDigest(documents));
  });

  it('begins with the number of documents', async () => {
    expect(await accountDigest(documents)).toMatch(/^3:[0-9a-f]{64}$/);
    expect(await accountDigest([])).toMatch(/^0:[0-9a-f]{64}$/);
  });

  it('lets others have their turn', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await accountDigest(Array.from({ length: 5_000 }, (_, index) => group(`g${index}`, 1n).document));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});
