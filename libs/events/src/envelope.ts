import type { EventType } from './event-data.js';

/**
 * STORAGE FORMAT. An event as it is stored, published and answered: CloudEvents 1.0 in JSON, with extension
 * attributes. Attribute names are lower-case letters and digits (CloudEvents 1.0, section "Naming conventions").
 */
export interface EventEnvelope {
  readonly specversion: '1.0';
  readonly id: string;
  /** `/accounts/ACCOUNT`. */
  readonly source: string;
  /** `grantlog.` and the event type. */
  readonly type: `grantlog.${string}`;
  /** ARN of the entity that the event is mainly about. */
  readonly subject: string;
  /** RFC 3339 UTC with milliseconds; never decreases within an account. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** `urn:grantlog:event:TYPE:VERSION`. */
  readonly dataschema: string;
  /** A decimal string: CloudEvents integers have 32 bits. */
  readonly revision: string;
  /** The operation that was authorized, such as `iam:CreateUser`. */
  readonly action: string;
  /** ARN of who did it; for a role session the session's ARN. */
  readonly actor: string;
  /** The access key that signed for it, permanent or temporary; absent where no request was signed. */
  readonly credentialid?: string;
  readonly requestid: string;
  readonly sourceip: string;
  readonly reason?: string;
  /** ARNs of every entity that the event touches, each as {@link entityText} writes it, separated by one space. */
  readonly entities: string;
  /** `hash` of the revision before; 64 zeros at revision 1. */
  readonly prevhash: string;
  /** Lower-case hex SHA-256 of the canonical JSON (RFC 8785) of the event without this member. */
  readonly hash: string;
  readonly data: unknown;
}

/** An event whose place in the chain is sealed except for its own hash: the text that is hashed and stored. */
export type UnsealedEnvelope = Omit<EventEnvelope, 'hash'>;

/** The `prevhash` of an account's first event. */
export const firstPrevHash = '0'.repeat(64);

/** The stored `type` of an event type. */
export function storedType(type: EventType): `grantlog.${EventType}` {
  return `grantlog.${type}`;
}

/** The `dataschema` of an event type at a version. */
export function dataSchema(type: EventType, version: number): string {
  return `urn:grantlog:event:${type}:${version}`;
}
