/** One bound of the service, as code obeys it and the documentation shows it. */
export interface Limit {
  readonly value: number;
  readonly unit: 'bytes' | 'characters' | 'items' | 'levels' | 'ms' | 'streams';
  readonly meaning: string;
}

const second = 1_000;
const minute = 60 * second;
const kib = 1_024;
const mib = 1_024 * kib;

/** Every bound of the protocols, inclusive; the bounds of policies, tokens and quotas are tables of their own libs. */
export const limits = {
  httpBody: { value: mib, unit: 'bytes', meaning: 'HTTP request body' },
  httpHeaderTimeout: { value: 10 * second, unit: 'ms', meaning: 'time to receive the headers of a request' },
  httpRequestTimeout: { value: 30 * second, unit: 'ms', meaning: 'time to receive a whole request' },
  httpPathParameter: { value: 2_048, unit: 'characters', meaning: 'one parameter in a path, such as an ARN' },
  httpBodyDepth: {
    value: 34,
    unit: 'levels',
    meaning: 'nested objects and lists of a body: a policy document of 32 levels inside a request',
  },
  idempotencyKey: { value: 255, unit: 'characters', meaning: 'Idempotency-Key, at least 1' },
  reason: { value: 1_000, unit: 'characters', meaning: 'Grantlog-Reason, at least 1' },
  requestId: { value: 128, unit: 'characters', meaning: 'X-Request-Id as sent; longer ones are replaced' },
  authorizeMessage: { value: 64 * kib, unit: 'bytes', meaning: 'one Authorize request, gRPC or JSON' },
  batchMessage: { value: mib, unit: 'bytes', meaning: 'one BatchAuthorize request, gRPC or JSON' },
  batchItems: { value: 1_000, unit: 'items', meaning: 'items of one BatchAuthorize request' },
  grpcMetadata: { value: 16 * kib, unit: 'bytes', meaning: 'names and values of the metadata of one call' },
  grpcStreams: { value: 256, unit: 'streams', meaning: 'calls in flight on one connection' },
  grpcKeepalive: {
    value: 10 * second,
    unit: 'ms',
    meaning: 'time between two pings of the server that look for dead connections',
  },
  grpcConnectionAge: {
    value: 30 * minute,
    unit: 'ms',
    meaning: 'a connection is closed gracefully after this',
  },
  grpcConnectionGrace: {
    value: 10 * second,
    unit: 'ms',
    meaning: 'time for calls in flight to end after that',
  },
  operationsInFlight: {
    value: 2_000,
    unit: 'items',
    meaning: 'administrative calls of one account that a process works on at once',
  },
  httpConnections: { value: 10_000, unit: 'items', meaning: 'open HTTP connections of a process' },
  shutdownDrain: { value: 10 * second, unit: 'ms', meaning: 'time for calls in flight to end at shutdown' },
  revisionWait: {
    value: 2 * second,
    unit: 'ms',
    meaning: 'longest wait for a revision that is not applied yet',
  },
  revisionWaitMargin: {
    value: 50,
    unit: 'ms',
    meaning: 'a wait ends this long before the deadline of the caller, but at most a tenth of the time left',
  },
} as const satisfies Record<string, Limit>;
