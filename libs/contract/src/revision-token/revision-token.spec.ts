import { createHash } from 'node:crypto';
import { RevisionTokenError } from './revision-token-error.js';
import { decodeRevisionToken, encodeRevisionToken, revisionTokenCharacters } from './revision-token.js';

const scope = { logId: '0190a6e4-7c1b-7d2e-9f30-5a6b7c8d9e0f', account: '123456789012' };
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function faultOf(token: string, of = scope): string | undefined {
  try {
    decodeRevisionToken(token, of);
    return undefined;
  } catch (error) {
    if (error instanceof RevisionTokenError) return error.fault;
    throw error;
  }
}

describe('a revision token', () => {
  it.each([0n, 1n, 4_294_967_296n, 2n ** 64n - 1n])('names revision %s of its history', (revision) => {
    const token = encodeRevisionToken(scope, revision);
    expect(token).toHaveLength(revisionTokenCharacters);
    expect(decodeRevisionToken(token, scope)).toBe(revision);
  });

  it('keeps the leading zeros of an account apart', () => {
    const zeros = { ...scope, account: '000000000001' };
    expect(decodeRevisionToken(encodeRevisionToken(zeros, 3n), zeros)).toBe(3n);
  });

  it('is refused after every change of a single character', () => {
    const token = encodeRevisionToken(scope, 42n);
    for (let at = 0; at < token.length; at += 1) {
      for (const character of Array.from(`${base64url}=+/ \n`)) {
        if (character === token[at]) continue;
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        expect([changed, faultOf(changed)]).toEqual([changed, 'invalid']);
      }
    }
  });

  it.each(['', 'x', 'A'.repeat(48), 'A'.repeat(64), '🙂'.repeat(24)])('is not %j', (text) => {
    expect(faultOf(text)).toBe('invalid');
  });

  it('is refused with something before or after it', () => {
    const token = encodeRevisionToken(scope, 42n);
    expect(
      [`${token}A`, `${token}=`, ` ${token}`, `${token}\n`, token.slice(1)].map((text) => faultOf(text)),
    ).toEqual(Array(5).fill('invalid'));
  });

  it('of a later format version is refused although its checksum is right', () => {
    const bytes = Buffer.from(encodeRevisionToken(scope, 42n), 'base64url');
    bytes.writeUInt8(2, 0);
    createHash('sha256').update(bytes.subarray(0, 30)).digest().copy(bytes, 30, 0, 6);
    expect(faultOf(bytes.toString('base64url'))).toBe('invalid');
  });

  it('of another log or another account is told apart from a malformed one', () => {
    const otherLog = { ...scope, logId: '0190a6e4-7c1b-7d2e-9f30-000000000000' };
    const otherAccount = { ...scope, account: '210987654321' };
    expect(faultOf(encodeRevisionToken(otherLog, 42n))).toBe('other_log');
    expect(faultOf(encodeRevisionToken(otherAccount, 42n))).toBe('other_account');
  });

  it('is never made for what it cannot carry', () => {
    expect(() => encodeRevisionToken({ ...scope, logId: 'log' }, 1n)).toThrow('`log` is not a UUID');
    expect(() => encodeRevisionToken({ ...scope, account: '12' }, 1n)).toThrow('`12` is not 12 digits');
    expect(() => encodeRevisionToken(scope, -1n)).toThrow('out of range');
    expect(() => encodeRevisionToken(scope, 2n ** 64n)).toThrow('out of range');
  });
});
