import { createHash } from 'node:crypto';
import type { EventEnvelope, UnsealedEnvelope } from '@grantlog/events';
import { canonicalJson, firstPrevHash } from '@grantlog/events';

/** A place in an account's chain: the newest revision and its hash. */
export interface ChainPosition {
  readonly revision: bigint;
  readonly hash: string;
}

/** Before the first event of an account. */
export const chainStart: ChainPosition = { revision: 0n, hash: firstPrevHash };

/** Where a chain breaks and how. */
export interface ChainFault {
  /** The revision that should have stood there. */
  readonly revision: bigint;
  readonly reason:
    'revision_not_dense' | 'hash_differs' | 'chain_broken' | 'time_decreases' | 'other_account';
}

/** Lower-case hex SHA-256 of the UTF-8 bytes of a stored text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Checks events as auditors see them: dense revisions, each hash over the canonical JSON of the event without `hash`,
 * each `prevhash` the hash before, one account, time never decreasing. Needs nothing but the public answers.
 *
 * @param events consecutive envelopes of one account, beginning right after `after`
 * @returns the first fault, or `undefined` for an intact chain
 */
export function verifyChain(
  events: Iterable<EventEnvelope>,
  after: ChainPosition = chainStart,
): ChainFault | undefined {
  let { revision, hash } = after;
  let previous: EventEnvelope | undefined;
  for (const envelope of events) {
    revision += 1n;
    const reason = faultOf(envelope, { revision, hash }, previous);
    if (reason !== undefined) return { revision, reason };
    hash = envelope.hash;
    previous = envelope;
  }
  return undefined;
}

function faultOf(
  envelope: EventEnvelope,
  expected: ChainPosition,
  previous: EventEnvelope | undefined,
): ChainFault['reason'] | undefined {
  const { hash, ...unsealed } = envelope;
  if (envelope.revision !== expected.revision.toString()) return 'revision_not_dense';
  if (envelope.prevhash !== expected.hash) return 'chain_broken';
  if (hashOf(canonicalJson(unsealed satisfies UnsealedEnvelope)) !== hash) return 'hash_differs';
  if (previous === undefined) return undefined;
  if (envelope.source !== previous.source) return 'other_account';
  return envelope.time < previous.time ? 'time_decreases' : undefined;
}
