import { MasterKey } from './master-key.js';
import { SecretCipher } from './secret-cipher.js';
import type { Sealed } from './sealed.js';

const first = new MasterKey(new Uint8Array(32).fill(1));
const second = new MasterKey(new Uint8Array(32).fill(2));
const cipher = new SecretCipher(first);
const row = ['123456789012', 'AKIAABCDEFGHIJKLMNOP'];

const changed = (sealed: Sealed, position: number): Sealed => {
  const bytes = Buffer.from(sealed.ciphertext, 'base64');
  bytes.writeUInt8(bytes.readUInt8(position) ^ 1, position);
  return { ...sealed, ciphertext: bytes.toString('base64') };
};

describe('a secret cipher', () => {
  it.each(['', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', '{"grüße":"ሴ"}', 'x'.repeat(100_000)])(
    'opens what it sealed',
    (plaintext) => {
      const sealed = cipher.seal(plaintext, row);
      expect(sealed.keyId).toBe(first.id);
      expect(cipher.open(sealed, row)).toBe(plaintext);
    },
  );

  it('shows neither the text nor that two texts are equal', () => {
    const [one, other] = [cipher.seal('same secret', row), cipher.seal('same secret', row)];
    expect(one.ciphertext).not.toBe(other.ciphertext);
    expect(Buffer.from(one.ciphertext, 'base64').toString('latin1')).not.toContain('same secret');
  });

  it('notices one changed bit at every position', () => {
    const sealed = cipher.seal('secret', row);
    for (let position = 0; position < 12 + 6 + 16; position += 1) {
      expect(() => cipher.open(changed(sealed, position), row)).toThrow(/does not open/);
    }
  });

  it.each([0, 1, 27])('refuses a ciphertext that is cut to %d bytes', (length) => {
    const cut = Buffer.from(cipher.seal('', row).ciphertext, 'base64').subarray(0, length);
    const sealed = { keyId: first.id, ciphertext: cut.toString('base64') };
    expect(() => cipher.open(sealed, row)).toThrow(/does not open/);
  });

  it.each([
    [['123456789012', 'AKIAOTHEROTHEROTHERO']],
    [['210987654321', 'AKIAABCDEFGHIJKLMNOP']],
    [['123456789012AKIAABCDEFGHIJKLMNOP']],
    [['123456789012', 'AKIAABCDEFGHIJKLMNOP', '']],
    [[]],
  ])('does not open a text for another place: %j', (place) => {
    expect(() => cipher.open(cipher.seal('secret', row), place)).toThrow(/does not open/);
  });

  it('opens with a former master key and seals with the current one', () => {
    const old = cipher.seal('secret', row);
    const rotated = new SecretCipher(second, [first]);
    expect(rotated.open(old, row)).toBe('secret');
    expect(rotated.seal('secret', row).keyId).toBe(second.id);
  });

  it('names the master key that is missing', () => {
    const sealed = new SecretCipher(second).seal('secret', row);
    expect(() => cipher.open(sealed, row)).toThrow(`no master key with id \`${second.id}\` is configured`);
  });

  it('does not open a text under the id of another key', () => {
    const both = new SecretCipher(second, [first]);
    expect(() => both.open({ ...cipher.seal('secret', row), keyId: second.id }, row)).toThrow(
      /does not open/,
    );
  });
});
