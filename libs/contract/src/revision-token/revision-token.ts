import { createHash } from 'node:crypto';
import { RevisionTokenError } from './revision-token-error.js';

/** The history to which a revision belongs. */
export interface RevisionScope {
  /** UUID of the log, made once per deployment. */
  readonly logId: string;
  /** 12 digits. */
  readonly account: string;
}

// WIRE FORMAT, version 1: version (1 byte), log id (16), account (5), revision (8), checksum (6), big-endian, base64url.
// 36 bytes fill 48 characters exactly: no character has bits that decoding would ignore.
const version = 1;
const accountAt = 17;
const revisionAt = 22;
const checksumAt = 30;
const checksumBytes = 6;
const shape = /^[\w-]{48}$/;

/** Characters of every revision token. */
export const revisionTokenCharacters = 48;

/**
 * What a caller holds to ask for "at least this fresh". The token is opaque to it and not secret: it grants nothing.
 *
 * @throws TypeError when the log id is not a UUID or the account not 12 digits, RangeError when the revision is not a
 * uint64.
 */
export function encodeRevisionToken(scope: RevisionScope, revision: bigint): string {
  const bytes = Buffer.alloc(checksumAt + checksumBytes);
  bytes.writeUInt8(version, 0);
  logIdBytes(scope.logId).copy(bytes, 1);
  bytes.writeUIntBE(accountNumber(scope.account), accountAt, revisionAt - accountAt);
  bytes.writeBigUInt64BE(revision, revisionAt);
  checksum(bytes).copy(bytes, checksumAt);
  return bytes.toString('base64url');
}

/**
 * The revision that a token of this history names. Every change of one character is refused.
 *
 * @throws RevisionTokenError `invalid` for a text that is not a token, `other_log` for a token of another deployment
 * or of a history that a restored backup has left, `other_account` for another account's.
 */
export function decodeRevisionToken(token: string, scope: RevisionScope): bigint {
  const bytes = Buffer.from(shape.test(token) ? token : '', 'base64url');
  const isGenuine = bytes.length > checksumAt && checksum(bytes).equals(bytes.subarray(checksumAt));
  if (!isGenuine || bytes.readUInt8(0) !== version) {
    throw new RevisionTokenError('invalid', 'the revision token is malformed; send it as it was answered');
  }
  if (!bytes.subarray(1, accountAt).equals(logIdBytes(scope.logId))) {
    const message = 'the revision token belongs to another history; forget it and take one from a new answer';
    throw new RevisionTokenError('other_log', message);
  }
  if (bytes.readUIntBE(accountAt, revisionAt - accountAt) !== accountNumber(scope.account)) {
    const message = 'the revision token belongs to another account; send one of your own account';
    throw new RevisionTokenError('other_account', message);
  }
  return bytes.readBigUInt64BE(revisionAt);
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes.subarray(0, checksumAt)).digest().subarray(0, checksumBytes);
}

function logIdBytes(logId: string): Buffer {
  const digits = logId.replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(digits)) throw new TypeError(`log id \`${logId}\` is not a UUID`);
  return Buffer.from(digits, 'hex');
}

function accountNumber(account: string): number {
  if (!/^[0-9]{12}$/.test(account)) throw new TypeError(`account \`${account}\` is not 12 digits`);
  return Number(account);
}
