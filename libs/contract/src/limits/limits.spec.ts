import { limits } from './limits.js';

it('the limits are those of the public contract', () => {
  expect(Object.entries(limits).map(([name, { value, unit }]) => `${name} ${value} ${unit}`)).toEqual([
    'httpBody 1048576 bytes',
    'httpHeaderTimeout 10000 ms',
    'httpRequestTimeout 30000 ms',
    'httpPathParameter 2048 characters',
    'httpBodyDepth 34 levels',
    'idempotencyKey 255 characters',
    'reason 1000 characters',
    'requestId 128 characters',
    'authorizeMessage 65536 bytes',
    'batchMessage 1048576 bytes',
    'batchItems 1000 items',
    'grpcMetadata 16384 bytes',
    'grpcStreams 256 streams',
    'grpcKeepalive 10000 ms',
    'grpcConnectionAge 1800000 ms',
    'grpcConnectionGrace 10000 ms',
    'operationsInFlight 2000 items',
    'httpConnections 10000 items',
    'shutdownDrain 10000 ms',
    'revisionWait 2000 ms',
    'revisionWaitMargin 50 ms',
  ]);
});
