import { inspect } from 'node:util';
import { MasterKey, parseMasterKey } from './master-key.js';
import { SecretCipherError } from './secret-cipher-error.js';

const bytes = Uint8Array.from({ length: 32 }, (_, index) => index);
const text = Buffer.from(bytes).toString('base64');

describe('a master key', () => {
  it('has an id that is stable, because it is stored beside every ciphertext', () => {
    expect(parseMasterKey(text).id).toBe(new MasterKey(bytes).id);
    expect(parseMasterKey(text).id).toBe('de786fbcc268afd0');
  });

  it('derives another key for each purpose', () => {
    const key = new MasterKey(bytes);
    expect(key.derive('encryption')).toHaveLength(32);
    expect(key.derive('encryption')).toEqual(key.derive('encryption'));
    expect(key.derive('encryption')).not.toEqual(key.derive('session-secrets'));
    expect(key.derive('encryption')).not.toEqual(Buffer.from(bytes));
  });

  it('does not follow later changes of the bytes it was made of', () => {
    const mine = Uint8Array.from(bytes);
    const key = new MasterKey(mine);
    mine.fill(0);
    expect(key.derive('encryption')).toEqual(new MasterKey(bytes).derive('encryption'));
  });

  it('reveals nothing when it is logged', () => {
    const key = new MasterKey(bytes);
    expect(JSON.stringify(key)).toBe(JSON.stringify({ id: key.id }));
    expect(inspect(key, { depth: 5, showHidden: true })).toContain(key.id);
    expect(inspect(key, { depth: 5, showHidden: true })).not.toMatch(/Uint8Array|AAEC|000102/);
  });

  it.each([
    ['an empty text', ''],
    ['31 bytes', Buffer.alloc(31, 1).toString('base64')],
    ['33 bytes', Buffer.alloc(33, 1).toString('base64')],
    ['hex', Buffer.from(bytes).toString('hex')],
    ['missing padding', text.replace(/=+$/, '')],
    ['base64url', Buffer.alloc(32, 255).toString('base64url')],
    ['a blank at the end', `${text} `],
    ['bits that the padding drops', text.replace('8=', '9=')],
  ])('is refused for %s, without repeating it', (_, malformed) => {
    expect(() => parseMasterKey(malformed)).toThrow(SecretCipherError);
    expect(() => parseMasterKey(malformed)).toThrow(
      /the master key (is not base64|has \d+ bytes); give exactly 32 random bytes in base64/,
    );
    try {
      parseMasterKey(malformed);
    } catch (error) {
      expect(error).toMatchObject({ code: 'malformed_master_key' });
      if (malformed !== '') expect(String(error)).not.toContain(malformed.trim());
    }
  });
});
