import { tracedListener, tracedPublish } from './event-tracing.js';
import { RecordedTracing } from './recorded-tracing.fixture.js';
import { noTracing } from './tracing.js';

const event = (account: string, revision: bigint) => ({ account, revision });
const facts = (account: string, first: string, last: string) => ({
  'grantlog.account': account,
  'grantlog.revision.first': first,
  'grantlog.revision': last,
});

describe('the trace of events', () => {
  it('has the publishing of each account, from first to last, around one publish', async () => {
    const tracing = new RecordedTracing();
    const published: unknown[] = [];
    const publish = tracedPublish(tracing, (events: readonly { account: string; revision: bigint }[]) => {
      published.push(events);
      return Promise.resolve();
    });
    const events = [event('a', 3n), event('b', 9n), event('a', 4n)];
    await publish(events);
    expect(published).toEqual([events]);
    expect(tracing.spans).toEqual(
      expect.arrayContaining([
        { name: 'relay.publish', parent: undefined, facts: facts('a', '3', '4') },
        { name: 'relay.publish', parent: undefined, facts: facts('b', '9', '9') },
      ]),
    );
    expect(tracing.spans).toHaveLength(2);
  });

  it('says when a change was handed over, after that', () => {
    const tracing = new RecordedTracing();
    const spansBefore: number[] = [];
    const listener = tracedListener(tracing, () => spansBefore.push(tracing.spans.length));
    listener('a', [event('a', 3n), event('a', 4n)]);
    expect(spansBefore).toEqual([0]);
    expect(tracing.spans).toEqual([
      { name: 'replica.apply', parent: undefined, facts: facts('a', '3', '4') },
    ]);
  });

  it('costs nothing when nobody collects it', () => {
    const publish = () => Promise.resolve();
    const listener = () => undefined;
    expect(tracedPublish(noTracing, publish)).toBe(publish);
    expect(tracedListener(noTracing, listener)).toBe(listener);
  });
});
