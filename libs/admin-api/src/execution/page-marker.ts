import { EdgeError } from '@grantlog/contract';
import { type SecretCipher, SecretCipherError } from '@grantlog/credentials';

/** Where a list goes on: after a position, in the state of the revision at which its first page was read. */
export interface PageMarker {
  readonly revision: bigint;
  readonly position: string;
}

/** The list that a marker belongs to; it opens in no other. */
export interface MarkedList {
  readonly account: string;
  readonly operation: string;
  /** What is asked of the operation, whatever the page: the same text for the same question. */
  readonly question: string;
}

const shape = /^([0-9a-f]{16})([\w-]+)$/;
const longestMarkerCharacters = 1_024;

/** A marker that its holder can neither read nor change. About 60 characters and 4 for each 3 of the position. */
export function sealMarker(cipher: SecretCipher, list: MarkedList, marker: PageMarker): string {
  const { keyId, ciphertext } = cipher.seal(`${marker.revision}:${marker.position}`, place(list));
  return keyId + Buffer.from(ciphertext, 'base64').toString('base64url');
}

/** @throws EdgeError `validation_error` for anything but a marker that {@link sealMarker} made for this list. */
export function openMarker(cipher: SecretCipher, list: MarkedList, text: string): PageMarker {
  const [, keyId, packed] = (text.length <= longestMarkerCharacters && shape.exec(text)) || [];
  if (keyId === undefined || packed === undefined) throw invalidMarker();
  const bytes = Buffer.from(packed, 'base64url');
  // Bits of the last character that decoding ignores would be another spelling of the same marker.
  if (bytes.toString('base64url') !== packed) throw invalidMarker();
  const plain = opened(cipher, { keyId, ciphertext: bytes.toString('base64') }, list);
  const colon = plain.indexOf(':');
  return { revision: BigInt(plain.slice(0, colon)), position: plain.slice(colon + 1) };
}

/** The refusal of a marker, also of one whose revision can no longer be read. */
export function invalidMarker(): EdgeError {
  const detail = 'the marker is not one that this list answered; send it unchanged or begin again without it';
  return new EdgeError('validation_error', detail, [{ pointer: '/marker', code: 'invalid_marker', detail }]);
}

function opened(
  cipher: SecretCipher,
  sealed: { readonly keyId: string; readonly ciphertext: string },
  list: MarkedList,
): string {
  try {
    return cipher.open(sealed, place(list));
  } catch (error) {
    if (error instanceof SecretCipherError) throw invalidMarker();
    throw error;
  }
}

function place({ account, operation, question }: MarkedList): readonly string[] {
  return ['page-marker', account, operation, question];
}
