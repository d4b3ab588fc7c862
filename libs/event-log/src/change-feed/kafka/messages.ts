import type { StoredEvent } from '@grantlog/events';
import type { KafkaMessage, Message } from 'kafkajs';
import { hashOf } from '../../hash-chain.js';

/** Below the 1 MB that brokers take by default for one request's messages of one partition. */
const maxChunkBytes = 900_000;
/** What a message has beside its value, about. */
const overheadBytes = 200;

const headers = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };

/**
 * An event as a message in the structured mode of CloudEvents ("Kafka Protocol Binding for CloudEvents", section 3.3):
 * the stored text, which is what its hash covers, under the account as key.
 */
export function toMessage({ account, text }: StoredEvent): Message {
  return { key: account, value: text, headers };
}

/** Cuts events, in order, into what one request may carry. An event that is too large alone is a chunk. */
export function chunksOf(events: readonly StoredEvent[]): readonly (readonly Message[])[] {
  const chunks: Message[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const size = Buffer.byteLength(event.text) + overheadBytes;
    if (bytes + size > maxChunkBytes) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(toMessage(event));
    bytes += size;
  }
  return chunks;
}

/** A message on the topic that no event was published as. */
export class ForeignMessageError extends Error {
  override readonly name = 'ForeignMessageError';
}

/** @throws ForeignMessageError */
export function toEvent({ key, value }: Pick<KafkaMessage, 'key' | 'value'>): StoredEvent {
  if (key === null || value === null) throw new ForeignMessageError('it has no key or no value');
  const [account, text] = [key.toString('utf8'), value.toString('utf8')];
  return { account, revision: revisionOf(account, text), text, hash: hashOf(text) };
}

function revisionOf(account: string, text: string): bigint {
  const { source, revision } = envelopeOf(text);
  if (source !== `/accounts/${account}`)
    throw new ForeignMessageError('its key is not the account of its source');
  if (typeof revision !== 'string' || !/^[1-9]\d{0,18}$/.test(revision))
    throw new ForeignMessageError('it has no revision');
  return BigInt(revision);
}

function envelopeOf(text: string): { readonly source?: unknown; readonly revision?: unknown } {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    throw new ForeignMessageError('it is not JSON');
  }
  if (typeof envelope !== 'object' || envelope === null)
    throw new ForeignMessageError('it is not a JSON object');
  return envelope;
}
