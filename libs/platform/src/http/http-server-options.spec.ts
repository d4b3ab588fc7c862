import { httpServerOptions, requestIdOf } from './http-server-options.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the id of a request', () => {
  it.each(['a', 'order-17/step=2', 'with space', 'x'.repeat(128)])('is the one that was sent: %s', (sent) => {
    expect(requestIdOf({ headers: { 'x-request-id': sent } })).toBe(sent);
  });

  it.each([undefined, '', 'x'.repeat(129), 'tab\tbed', 'caf\u00e9'])(
    'is made new where none can be kept: %s',
    (sent) => {
      const headers = sent === undefined ? {} : { 'x-request-id': sent };
      expect(requestIdOf({ headers })).toMatch(uuid);
      expect(requestIdOf({ headers })).not.toBe(requestIdOf({ headers }));
    },
  );
});

it('looks for requests that are too slow often enough for the time-outs to mean what they say', () => {
  const { headersTimeout, connectionsCheckingInterval } = httpServerOptions.http;
  expect(connectionsCheckingInterval).toBeLessThanOrEqual(headersTimeout / 10);
});
