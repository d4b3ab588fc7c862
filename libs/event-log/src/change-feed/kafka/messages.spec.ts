import { eventsOf } from '../../acceptance/collected.fixture.js';
import { chunksOf, toEvent, toMessage } from './messages.js';

const message = (key: string | null, value: string | null) => ({
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
});

describe('events as messages', () => {
  it('are the stored text under their account, and come back as they were', () => {
    for (const event of eventsOf('111111111111', 1, 3, 40)) {
      const { key, value, headers } = toMessage(event);
      expect([key, value]).toEqual([event.account, event.text]);
      expect(headers).toEqual({ 'content-type': 'application/cloudevents+json; charset=UTF-8' });
      expect(toEvent(message(event.account, event.text))).toEqual(event);
    }
  });

  it.each([
    ['no key', null, '{"source":"/accounts/1","revision":"1"}', 'it has no key or no value'],
    ['no value, as a compacted topic has', '1', null, 'it has no key or no value'],
    ['text that is not JSON', '1', '{"source"', 'it is not JSON'],
    ['JSON that is not an object', '1', 'null', 'it is not a JSON object'],
    [
      'another account than its key',
      '1',
      '{"source":"/accounts/2","revision":"1"}',
      'its key is not the account',
    ],
    ['no revision', '1', '{"source":"/accounts/1"}', 'it has no revision'],
    ['a revision that is a number', '1', '{"source":"/accounts/1","revision":1}', 'it has no revision'],
    ['revision 0', '1', '{"source":"/accounts/1","revision":"0"}', 'it has no revision'],
    ['a revision that is none', '1', '{"source":"/accounts/1","revision":"1e3"}', 'it has no revision'],
  ])('are not those with %s', (_, key, value, reason) => {
    expect(() => toEvent(message(key, value))).toThrow(reason);
  });
});

describe('chunks of a publication', () => {
  it('keep the order and stay below what a request may carry', () => {
    const events = eventsOf('111111111111', 1, 40, 100_000);
    const chunks = chunksOf(events);
    expect(chunks.flat().map(({ value }) => value)).toEqual(events.map(({ text }) => text));
    expect(chunks).toHaveLength(5);
    for (const chunk of chunks) {
      const bytes = chunk.reduce((sum, { value }) => sum + Buffer.byteLength(value ?? ''), 0);
      expect(bytes).toBeLessThan(900_000);
    }
  });

  it('are one for each event that is too large, and none for nothing', () => {
    expect(chunksOf(eventsOf('111111111111', 1, 2, 2_000_000)).map(({ length }) => length)).toEqual([1, 1]);
    expect(chunksOf([])).toEqual([]);
  });
});
