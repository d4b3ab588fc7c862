import type { RandomBytes } from '../random-bytes.js';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A new unique id: the four-letter prefix of its kind and 17 characters of `[A-Z2-7]`, 85 random bits
 * (IAM User Guide, "IAM identifiers", section "Unique identifiers").
 */
export function uniqueId(prefix: 'AIDA' | 'AROA' | 'AGPA' | 'ANPA', random: RandomBytes): string {
  return prefix + randomText(17, base32, random);
}

/** A new id of a long-term (`AKIA`) or temporary (`ASIA`) access key: the prefix and 16 of `[A-Z2-7]`. */
export function newAccessKeyId(prefix: 'AKIA' | 'ASIA', random: RandomBytes): string {
  return prefix + randomText(16, base32, random);
}

/** A new secret access key: 40 characters of `[A-Za-z0-9+/]`, 240 random bits. */
export function newSecretAccessKey(random: RandomBytes): string {
  return randomText(40, base64, random);
}

/** True for ids of temporary access keys, which are never stored. */
export function isTemporaryAccessKeyId(accessKeyId: string): boolean {
  return accessKeyId.startsWith('ASIA');
}

// INVARIANT: the size of the alphabet divides 256, so every character is equally likely.
function randomText(length: number, alphabet: string, random: RandomBytes): string {
  return Array.from(random(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
