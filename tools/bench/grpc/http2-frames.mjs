// Just enough of RFC 9113 and RFC 7541 to ask as fast as a server can answer.

/** Types of frames that are looked at. */
export const types = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8 };
/** Flags of frames. */
export const flags = { ack: 1, endStream: 1, endHeaders: 4 };
/** Bytes of the head of a frame. */
export const headBytes = 9;
/** What a client says first. */
export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** One frame. */
export function frame(type, flag, stream, payload) {
  const head = Buffer.alloc(headBytes);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flag;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A SETTINGS frame of identifiers and values. */
export function settings(values) {
  const payload = Buffer.alloc(6 * values.length);
  values.forEach(([identifier, value], at) => {
    payload.writeUInt16BE(identifier, 6 * at);
    payload.writeUInt32BE(value, 6 * at + 2);
  });
  return frame(types.settings, 0, 0, payload);
}

/** A frame that lets the peer send so many bytes more, on one stream or on all of them (0). */
export function windowUpdate(stream, bytes) {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(bytes);
  return frame(types.windowUpdate, 0, stream, payload);
}

/** A block of headers that puts each of them into the table of the connection (RFC 7541 section 6.2.1). */
export function firstHeaders(headers) {
  return Buffer.concat(
    headers.flatMap(([name, value]) => [Buffer.from([0x40]), literal(name), literal(value)]),
  );
}

/** The block of the same headers once they are in the table (section 6.1); the newest has the lowest index. */
export function laterHeaders(headers) {
  const firstDynamicIndex = 62;
  return Buffer.from(headers.map((_, at) => 0x80 | (firstDynamicIndex + headers.length - 1 - at)));
}

// Section 5.1 and 5.2: the length with a prefix of seven bits, no Huffman coding.
function literal(text) {
  const bytes = Buffer.from(text);
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  const length = [127];
  let rest = bytes.length - 127;
  for (; rest >= 128; rest >>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([...length, rest]), bytes]);
}
