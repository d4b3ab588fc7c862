import type { SpanFacts, Tracing } from './tracing.js';

/** What is said of an event: where it is in its account's log. Commands are linked with it by the same facts. */
export interface TracedEvent {
  readonly account: string;
  readonly revision: bigint;
}

/** Publishing with a span `relay.publish` for each account, from its first to its last revision. */
export function tracedPublish<Event extends TracedEvent>(
  tracing: Tracing,
  publish: (events: readonly Event[]) => Promise<void>,
): (events: readonly Event[]) => Promise<void> {
  if (!tracing.isOn) return publish;
  return (events) => {
    const accounts = [...new Set(events.map(({ account }) => account))];
    const traced = accounts.reduce(
      (work, account) => () => tracing.span('relay.publish', factsOf(ofAccount(events, account)), work),
      () => publish(events),
    );
    return traced();
  };
}

function ofAccount<Event extends TracedEvent>(events: readonly Event[], account: string): readonly Event[] {
  return events.filter((event) => event.account === account);
}

/** A listener to changes that marks as `replica.apply` when they have been handed to it. */
export function tracedListener<Event extends TracedEvent>(
  tracing: Tracing,
  listener: (account: string, events: readonly Event[]) => void,
): (account: string, events: readonly Event[]) => void {
  if (!tracing.isOn) return listener;
  return (account, events) => {
    listener(account, events);
    tracing.mark('replica.apply', factsOf(events));
  };
}

function factsOf(events: readonly TracedEvent[]): SpanFacts {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return {};
  return {
    'grantlog.account': first.account,
    'grantlog.revision.first': String(first.revision),
    'grantlog.revision': String(last.revision),
  };
}
