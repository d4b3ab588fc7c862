import type { SpanFacts, Tracing } from './tracing.js';

/** Remembers which spans there were and what belonged to them. */
export class RecordedTracing implements Tracing {
  readonly isOn = true;
  readonly spans: { readonly name: string; readonly parent: string | undefined; facts: SpanFacts }[] = [];

  span: Tracing['span'] = (name, facts, work, parent) => {
    const recorded = { name, parent, facts };
    this.spans.push(recorded);
    return work({ set: (more) => (recorded.facts = { ...recorded.facts, ...more }) });
  };

  mark(name: string, facts: SpanFacts): void {
    this.spans.push({ name, parent: undefined, facts });
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
