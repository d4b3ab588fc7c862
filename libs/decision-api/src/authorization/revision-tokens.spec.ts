import { encodeRevisionToken } from '@grantlog/contract';
import { RevisionTokens } from './revision-tokens.js';

const logId = '0190a6e4-7c1b-7d2e-9f30-5a6b7c8d9e0f';
const ada = { logId, account: '123456789012' };
const bob = { logId, account: '210987654321' };
const restored = { ...ada, logId: '0190a6e4-7c1b-7d2e-9f30-000000000000' };

describe('RevisionTokens', () => {
  it('are those of the history and revision that are asked for, in whatever order', () => {
    const tokens = new RevisionTokens();
    const asked = [
      [ada, 1n],
      [ada, 1n],
      [bob, 1n],
      [ada, 2n],
      [restored, 2n],
      [ada, 2n],
      [bob, 1n],
    ] as const;
    for (const [scope, revision] of asked) {
      expect(tokens.of(scope, revision)).toBe(encodeRevisionToken(scope, revision));
    }
  });

  it('stay right with more accounts than are kept', () => {
    const tokens = new RevisionTokens();
    for (let round = 0; round < 2; round += 1) {
      for (let number = 0; number < 1_100; number += 1) {
        const scope = { logId, account: String(100_000_000_000 + number) };
        expect(tokens.of(scope, 7n)).toBe(encodeRevisionToken(scope, 7n));
      }
    }
  });
});
