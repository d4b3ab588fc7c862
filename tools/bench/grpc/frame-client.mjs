import { connect } from 'node:net';
import {
  firstHeaders,
  flags,
  frame,
  headBytes,
  laterHeaders,
  preface,
  settings,
  types,
  windowUpdate,
} from './http2-frames.mjs';

const initialWindow = 65_535;
const largeWindow = 2 ** 30;
const replenishAt = 2 ** 24;
const grpcPrefixBytes = 5;
const maxConcurrentStreams = 3;

/**
 * Unary gRPC calls of one method on one connection, one frame of headers and one of data each. Built to cost less than
 * the server: it encodes what it sends once, and reads of an answer only the message.
 */
export class FrameClient {
  #socket;
  #rest = Buffer.alloc(0);
  #unsent = [];
  #window = initialWindow;
  #mostStreams = Infinity;
  #received = 0;
  #stream = 1;
  #headers;
  #calls = new Map();
  #failure;
  #later;

  /** Connects; `headers` are those of every call, beside the ones that gRPC asks for. */
  static async connect(address, path, headers = []) {
    const [host, port] = address.split(':');
    const socket = connect({ host, port: Number(port), noDelay: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new FrameClient(socket, [
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', path],
      [':authority', address],
      ['content-type', 'application/grpc'],
      ['te', 'trailers'],
      ...headers,
    ]);
  }

  constructor(socket, headers) {
    this.#socket = socket;
    this.#headers = headers;
    const [noPush, initialWindowSize] = [2, 4];
    socket.write(
      Buffer.concat([
        preface,
        settings([
          [noPush, 0],
          [initialWindowSize, largeWindow],
        ]),
        windowUpdate(0, largeWindow),
      ]),
    );
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /** Sends a message; `done(error, answer)` gets the message of the answer, or `undefined` when it had none. */
  call(message, done) {
    if (this.#failure !== undefined) return done(this.#failure);
    this.#unsent.push({ message, done });
    if (this.#unsent.length === 1) queueMicrotask(() => this.#send());
  }

  close() {
    this.#failure = new Error('closed');
    this.#socket.destroy();
  }

  #send() {
    const parts = [];
    while (this.#unsent.length > 0 && this.#calls.size < this.#mostStreams) {
      const { message, done } = this.#unsent[0];
      const bytes = grpcPrefixBytes + message.length;
      if (bytes > this.#window) break;
      this.#unsent.shift();
      this.#window -= bytes;
      const stream = this.#stream;
      this.#stream += 2;
      const block =
        stream === 1 ? firstHeaders(this.#headers) : (this.#later ??= laterHeaders(this.#headers));
      const prefix = Buffer.alloc(grpcPrefixBytes);
      prefix.writeUInt32BE(message.length, 1);
      parts.push(frame(types.headers, flags.endHeaders, stream, block));
      parts.push(frame(types.data, flags.endStream, stream, Buffer.concat([prefix, message])));
      this.#calls.set(stream, { done, data: undefined });
    }
    if (parts.length > 0) this.#socket.write(Buffer.concat(parts));
  }

  #read(bytes) {
    let all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    let at = 0;
    while (all.length - at >= headBytes) {
      const end = at + headBytes + all.readUIntBE(at, 3);
      if (end > all.length) break;
      this.#take(all[at + 3], all[at + 4], all.readUInt32BE(at + 5), all.subarray(at + headBytes, end));
      at = end;
    }
    this.#rest = all.subarray(at);
  }

  #take(type, flag, stream, payload) {
    switch (type) {
      case types.data:
        return this.#takeData(flag, stream, payload);
      case types.headers:
        return (flag & flags.endStream) !== 0 ? this.#end(stream) : undefined;
      case types.settings:
        return (flag & flags.ack) === 0 ? this.#takeSettings(payload) : undefined;
      case types.ping:
        return (flag & flags.ack) === 0
          ? this.#socket.write(frame(types.ping, flags.ack, 0, payload))
          : undefined;
      case types.windowUpdate:
        if (stream === 0) this.#window += payload.readUInt32BE(0);
        return this.#unsent.length > 0 ? this.#send() : undefined;
      case types.reset:
      case types.goAway:
        return this.#fail(new Error(`the server sent frame type ${type}: ${payload.toString('latin1')}`));
    }
  }

  #takeSettings(payload) {
    for (let at = 0; at < payload.length; at += 6)
      if (payload.readUInt16BE(at) === maxConcurrentStreams) this.#mostStreams = payload.readUInt32BE(at + 2);
    this.#socket.write(frame(types.settings, flags.ack, 0, Buffer.alloc(0)));
  }

  #takeData(flag, stream, payload) {
    const call = this.#calls.get(stream);
    call.data = call.data === undefined ? payload : Buffer.concat([call.data, payload]);
    this.#received += payload.length;
    if (this.#received > replenishAt) {
      this.#socket.write(windowUpdate(0, this.#received));
      this.#received = 0;
    }
    if ((flag & flags.endStream) !== 0) this.#end(stream);
  }

  #end(stream) {
    const { done, data } = this.#calls.get(stream);
    this.#calls.delete(stream);
    if (this.#unsent.length > 0) this.#send();
    done(undefined, data?.subarray(grpcPrefixBytes));
  }

  #fail(error) {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    for (const { done } of [...this.#calls.values(), ...this.#unsent]) done(error);
  }
}
