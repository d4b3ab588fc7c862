import type { StoredEvent } from '@grantlog/events';
import type { KafkaMessage } from 'kafkajs';
import { toEvent } from './messages.js';

/** How many messages are taken before others have a turn. */
const sliceSize = 100;

/** Some consecutive messages of a partition. */
export interface Slice {
  readonly events: readonly StoredEvent[];
  /** Of the last message. */
  readonly lastOffset: string;
}

/**
 * A batch in slices, as events. What is no event is reported and left out: whoever follows the account then sees a gap
 * and reads the log.
 */
export function* slicesOf(
  messages: readonly KafkaMessage[],
  place: string,
  onError: (error: unknown) => void,
): Generator<Slice> {
  for (let start = 0; start < messages.length; start += sliceSize) {
    const slice = messages.slice(start, start + sliceSize);
    const last = slice.at(-1);
    if (last === undefined) return;
    const events = slice.flatMap((message) => eventOrNone(message, place, onError));
    yield { events, lastOffset: last.offset };
  }
}

function eventOrNone(
  message: KafkaMessage,
  place: string,
  onError: (error: unknown) => void,
): readonly StoredEvent[] {
  try {
    return [toEvent(message)];
  } catch (error) {
    onError(new Error(`message ${message.offset} of ${place} is no event and is left out`, { cause: error }));
    return [];
  }
}
