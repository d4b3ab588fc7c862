import { EdgeError } from '@grantlog/contract';
import { MasterKey, SecretCipher } from '@grantlog/credentials';
import { openMarker, sealMarker } from './page-marker.js';

const cipher = new SecretCipher(new MasterKey(new Uint8Array(32).fill(7)));
const list = { account: '123456789012', operation: 'ListUsers', question: 'a' };
const marker = sealMarker(cipher, list, { revision: 41n, position: 'ada:of:byron' });

describe('a page marker', () => {
  it('opens in the list that made it', () => {
    expect(openMarker(cipher, list, marker)).toEqual({ revision: 41n, position: 'ada:of:byron' });
  });

  it('fits into the 320 characters of AWS for the longest name', () => {
    const longest = sealMarker(cipher, list, { revision: 2n ** 63n, position: 'x'.repeat(128) });
    expect(longest.length).toBeLessThanOrEqual(320);
  });

  it.each([
    ['another account', cipher, { ...list, account: '210987654321' }],
    ['another list', cipher, { ...list, operation: 'ListRoles' }],
    ['another question to the list', cipher, { ...list, question: 'b' }],
    ['another master key', new SecretCipher(new MasterKey(new Uint8Array(32))), list],
  ])('does not open for %s', (_, otherCipher, otherList) => {
    expect(() => openMarker(otherCipher, otherList, marker)).toThrow(EdgeError);
  });

  it('does not open with any one character changed', () => {
    for (let index = 0; index < marker.length; index += 1) {
      for (const other of ['A', 'z', '0', '.']) {
        if (marker[index] === other) continue;
        const changed = marker.slice(0, index) + other + marker.slice(index + 1);
        expect(() => openMarker(cipher, list, changed)).toThrow(/begin again without it/);
      }
    }
  });

  it.each(['', 'abc', marker.slice(0, -4), `${marker}A`, `${marker}\n`, 'a'.repeat(100_000)])(
    'is not %.20s',
    (text) => {
      expect(() => openMarker(cipher, list, text)).toThrow(EdgeError);
    },
  );
});
