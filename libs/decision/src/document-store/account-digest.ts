import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { EntityDocument } from '@grantlog/account-state';
import { canonicalJson } from '@grantlog/events';
import { documentName } from './document-name.js';

/** Work between two turns of the event loop; one document more is a fraction of a millisecond. */
const sliceMs = 3;
const lanes = 8;

/**
 * A fingerprint of an account's documents that does not depend on their order: two copies of an account at the same
 * revision have the same one. It finds damage, not forgery: sums of hashes can be aimed at with effort.
 *
 * Cost: about a second for 100,000 documents, in slices that let others have their turn.
 *
 * @returns the number of documents and lower-case hex, such as `20000:5f0c…`
 */
export async function accountDigest(documents: Iterable<EntityDocument>): Promise<string> {
  const sums = new Uint32Array(lanes);
  let count = 0;
  let sliceEnd = performance.now() + sliceMs;
  for (const document of documents) {
    addHash(sums, document);
    count += 1;
    if (performance.now() < sliceEnd) continue;
    await turn();
    sliceEnd = performance.now() + sliceMs;
  }
  return `${count}:${createHash('sha256').update(sums).digest('hex')}`;
}

/** Adds the document's SHA-256 word by word, modulo 2^32: a sum does not depend on the order. */
function addHash(sums: Uint32Array, document: EntityDocument): void {
  const text = `${documentName(document)}\n${canonicalJson(document)}`;
  const hash = createHash('sha256').update(text).digest();
  for (let lane = 0; lane < lanes; lane += 1) sums[lane] = (sums[lane] ?? 0) + hash.readUInt32LE(lane * 4);
}
