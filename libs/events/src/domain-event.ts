import type { EventData, EventType } from './event-data.js';

/** A fact as a decider states it: what happened, without who, when and where. */
export type DomainEvent = { [T in EventType]: { readonly type: T; readonly data: EventData[T] } }[EventType];

/** The fact of one given type. */
export type EventOf<T extends EventType> = Extract<DomainEvent, { readonly type: T }>;

/** A fact with its place in the account's log, in the current shape of its type: what the fold reads. */
export type RecordedEvent = DomainEvent & {
  /** Dense position 1..N in the account's log. */
  readonly revision: bigint;
  /** When it was recorded: RFC 3339 UTC, never earlier than the revision before. */
  readonly time: string;
};

/** States a fact; `event('UserCreated', {…})` is checked against the data of that type. */
export function event<T extends EventType>(type: T, data: EventData[T]): EventOf<T> {
  return { type, data } as EventOf<T>;
}
