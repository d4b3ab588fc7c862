import { randomUUID } from 'node:crypto';
import type { DomainEvent, RecordedEvent, StoredEvent, UnsealedEnvelope } from '@grantlog/events';
import {
  canonicalJson,
  dataSchema,
  entityText,
  schemaVersions,
  storedType,
  touchedArns,
  upcast,
} from '@grantlog/events';
import type { EventMetadata } from '../../../event-log.js';
import type { ChainPosition } from '../../../hash-chain.js';
import { hashOf } from '../../../hash-chain.js';

/** An event with its place in the chain, and as the fold reads it. */
export interface SealedEvent {
  readonly stored: StoredEvent;
  readonly envelope: UnsealedEnvelope;
  readonly recorded: RecordedEvent;
}

/** Makes a fact the next event of an account. What is folded is read back from the stored text, as any replay does. */
export function sealEvent(
  account: string,
  previous: ChainPosition,
  event: DomainEvent,
  metadata: EventMetadata,
  time: Date,
): SealedEvent {
  const revision = previous.revision + 1n;
  const [subject, ...others] = touchedArns(event);
  const text = canonicalJson({
    specversion: '1.0',
    id: randomUUID(),
    source: `/accounts/${account}`,
    type: storedType(event.type),
    subject,
    time: time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: dataSchema(event.type, schemaVersions[event.type]),
    revision: revision.toString(),
    action: metadata.action,
    actor: metadata.actor,
    requestid: metadata.requestId,
    sourceip: metadata.sourceIp,
    ...(metadata.credentialId === undefined ? {} : { credentialid: metadata.credentialId }),
    ...(metadata.reason === undefined ? {} : { reason: metadata.reason }),
    entities: [subject, ...others].map(entityText).join(' '),
    prevhash: previous.hash,
    data: event.data,
  } satisfies UnsealedEnvelope);
  const envelope = JSON.parse(text) as UnsealedEnvelope;
  return {
    stored: { account, revision, text, hash: hashOf(text) },
    envelope,
    recorded: upcast(envelope),
  };
}
