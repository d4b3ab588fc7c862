/** What a span says besides its name and times. No secret, no policy, nothing of a question's context. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** A piece of work that is being traced. */
export interface Span {
  /** Adds what became known meanwhile. */
  set(facts: SpanFacts): void;
}

/** Records what the process does, for a collector of traces. */
export interface Tracing {
  /** Whether anything is recorded; what it costs to name a span can be saved otherwise. */
  readonly isOn: boolean;
  /**
   * Traces a piece of work; what it throws is passed on, and marks the span as failed by its code alone.
   *
   * @param parent the `traceparent` that came with the call (W3C Trace Context); a malformed one is ignored
   */
  span<T>(name: string, facts: SpanFacts, work: (span: Span) => Promise<T>, parent?: string): Promise<T>;
  /** Records that something happened now. */
  mark(name: string, facts: SpanFacts): void;
  /** Sends what is recorded and not sent yet. */
  stop(): Promise<void>;
}

const silent: Span = { set: () => undefined };

/** Records nothing. */
export const noTracing: Tracing = {
  isOn: false,
  span: (_, __, work) => work(silent),
  mark: () => undefined,
  stop: () => Promise.resolve(),
};
