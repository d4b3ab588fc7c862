import { randomBytes } from 'node:crypto';
import { isTemporaryAccessKeyId, newAccessKeyId, newSecretAccessKey, uniqueId } from './generated-ids.js';

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index);
const highest = (length: number): Uint8Array => new Uint8Array(length).fill(255);

describe('generated ids', () => {
  it('are made of the bytes they are given and nothing else', () => {
    expect(newAccessKeyId('AKIA', counting)).toBe('AKIAABCDEFGHIJKLMNOP');
    expect(newAccessKeyId('ASIA', highest)).toBe(`ASIA${'7'.repeat(16)}`);
    expect(newSecretAccessKey(highest)).toBe('/'.repeat(40));
    expect(uniqueId('AIDA', counting)).toBe('AIDAABCDEFGHIJKLMNOPQ');
  });

  it('have the lengths and alphabets that AWS uses', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(newAccessKeyId('AKIA', randomBytes)).toMatch(/^AKIA[A-Z2-7]{16}$/);
      expect(newAccessKeyId('ASIA', randomBytes)).toMatch(/^ASIA[A-Z2-7]{16}$/);
      expect(newSecretAccessKey(randomBytes)).toMatch(/^[A-Za-z0-9+/]{40}$/);
      expect(uniqueId('AROA', randomBytes)).toMatch(/^AROA[A-Z2-7]{17}$/);
    }
  });

  it('use every character of the alphabet equally often over all byte values', () => {
    const everyByte = (): Uint8Array => Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const text of [newAccessKeyId('AKIA', everyByte).slice(4), newSecretAccessKey(everyByte)]) {
      const counts = new Map<string, number>();
      for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
      expect(new Set(counts.values()).size).toBe(1);
    }
  });

  it('tell temporary access keys from long-term ones', () => {
    expect(isTemporaryAccessKeyId('ASIAABCDEFGHIJKLMNOP')).toBe(true);
    expect(isTemporaryAccessKeyId('AKIAABCDEFGHIJKLMNOP')).toBe(false);
  });
});
