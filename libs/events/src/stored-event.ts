import type { EventEnvelope, UnsealedEnvelope } from './envelope.js';

/** One event as the log keeps it: the exact text that was hashed. */
export interface StoredEvent {
  readonly account: string;
  readonly revision: bigint;
  /** Canonical JSON (RFC 8785) of the envelope without `hash`. */
  readonly text: string;
  /** Lower-case hex SHA-256 of the UTF-8 bytes of `text`. */
  readonly hash: string;
}

/** The envelope of a stored event as auditors see it. */
export function toEnvelope(stored: StoredEvent): EventEnvelope {
  return { ...(JSON.parse(stored.text) as UnsealedEnvelope), hash: stored.hash };
}
