import type { RecordedEvent } from './domain-event.js';
import { event } from './domain-event.js';
import type { UnsealedEnvelope } from './envelope.js';
import type { EventData, EventType } from './event-data.js';
import { isEventType, schemaVersions } from './schema-versions.js';

/**
 * This program cannot read the event: its type or version is newer than the program. The account must stop at the
 * revision before it; the event must not be skipped.
 */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

/** One step up: data of version `from` in, data of version `from + 1` out. Pure. */
export interface Upcaster {
  readonly type: EventType;
  readonly from: number;
  upcast(data: unknown): unknown;
}

/** The versions written today and the steps that lead to them. */
export interface Vocabulary {
  readonly versions: Readonly<Record<EventType, number>>;
  readonly upcasters: readonly Upcaster[];
}

const schemaPattern = /^urn:grantlog:event:([A-Za-z]{1,64}):([1-9][0-9]{0,8})$/;

/** No steps yet: every type is at its first version. */
const today: Vocabulary = { versions: schemaVersions, upcasters: [] };

/**
 * Reads a stored event in the current shape of its type, whatever version it was written with. The one place where
 * old events are brought up to date; stored bytes and hashes are never touched.
 *
 * @throws UnknownEventError for a type or version that this program does not know.
 */
export function upcast(envelope: UnsealedEnvelope, vocabulary: Vocabulary = today): RecordedEvent {
  const [, type = '', version] = schemaPattern.exec(envelope.dataschema) ?? [];
  if (!isEventType(type) || envelope.type !== `grantlog.${type}`) {
    throw new UnknownEventError(
      `event type \`${envelope.type}\` is not known to this version of the program`,
    );
  }
  const data = stepUp(type, Number(version), envelope.data, vocabulary) as EventData[EventType];
  return { ...event(type, data), revision: BigInt(envelope.revision), time: envelope.time };
}

function stepUp(type: EventType, version: number, data: unknown, vocabulary: Vocabulary): unknown {
  const current = vocabulary.versions[type];
  if (version > current) {
    throw new UnknownEventError(`event type \`${type}\` version ${version} is newer than this program reads`);
  }
  let shaped = data;
  for (let from = version; from < current; from += 1) {
    const step = vocabulary.upcasters.find((candidate) => candidate.type === type && candidate.from === from);
    if (step === undefined) throw new UnknownEventError(`no upcaster for \`${type}\` version ${from}`);
    shaped = step.upcast(shaped);
  }
  return shaped;
}
