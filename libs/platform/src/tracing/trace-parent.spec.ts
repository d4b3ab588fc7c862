import { readTraceParent } from './trace-parent.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe('a traceparent', () => {
  it.each([
    [`00-${traceId}-${spanId}-01`, 1],
    [`00-${traceId}-${spanId}-00`, 0],
    [`00-${traceId}-${spanId}-03`, 1],
    [`01-${traceId}-${spanId}-01-more`, 1],
  ])('names its span: %s', (value, traceFlags) => {
    expect(readTraceParent(value)).toEqual({ traceId, spanId, traceFlags, isRemote: true });
  });

  it.each([
    '',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01more`,
  ])('is ignored when it is malformed: %s', (value) => {
    expect(readTraceParent(value)).toBeUndefined();
  });
});
