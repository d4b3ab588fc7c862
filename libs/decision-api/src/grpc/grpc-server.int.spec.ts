import { connect } from 'node:http2';
import { create } from '@bufbuild/protobuf';
import { AuthorizeRequestSchema, encodeRevisionToken, limits } from '@grantlog/contract';
import { logVerbosity, Metadata, type ServiceError, setLogVerbosity, status } from '@grpc/grpc-js';
import { account, adaArn, logId } from '../account.fixture.js';
import { TestEdge } from '../decision-api.fixture.js';
import { healthCheck, service, TestClient, toCallError } from './client.fixture.js';

const request = create(AuthorizeRequestSchema, {
  subject: { case: 'principal', value: adaArn },
  action: 'orders:CancelOrder',
  resource: '*',
});

/** A field of `length` bytes that no message has, so that a message can be given any size. */
function padding(length: number): Buffer {
  const tag = Buffer.from([0xfa, 0x07]);
  const size: number[] = [];
  let rest = length - tag.length - 3;
  for (let count = 0; count < 3; count += 1) {
    size.push((rest & 0x7f) | (count < 2 ? 0x80 : 0));
    rest >>= 7;
  }
  return Buffer.concat([tag, Buffer.from(size), Buffer.alloc(length - tag.length - size.length)]);
}

describe('the gRPC server', () => {
  let edge: TestEdge;
  let client: TestClient;
  let bearer: string;

  beforeEach(async () => {
    edge = await new TestEdge().start();
    client = new TestClient(edge.grpcAddress);
    bearer = await edge.userToken('gateway');
  });

  afterEach(async () => {
    client.close();
    await edge.stop();
  });

  const sized = (path: string, message: Buffer, total: number) =>
    client.callBytes(path, Buffer.concat([message, padding(total - message.length)]), bearer);

  it('takes an Authorize message of 64 KiB and none that is a byte longer', async () => {
    const { path } = service.authorize;
    const message = service.authorize.requestSerialize(request);
    const { value } = limits.authorizeMessage;
    expect((await sized(path, message, value)).response).toBeDefined();
    expect((await sized(path, message, value + 1)).error).toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      reason: 'PAYLOAD_TOO_LARGE',
    });
  });

  it('takes a batch of 1 MiB and none that is a byte longer', async () => {
    const { path } = service.batchAuthorize;
    const { value } = limits.batchMessage;
    expect((await sized(path, Buffer.alloc(0), value)).response).toBeDefined();
    expect((await sized(path, Buffer.alloc(0), value + 1)).error?.code).toBe(status.RESOURCE_EXHAUSTED);
  });

  it('takes a batch of 1,000 items and none of more', async () => {
    const batchOf = (count: number) => ({
      $typeName: 'grantlog.authorization.v1.BatchAuthorizeRequest' as const,
      items: Array.from({ length: count }, () => request),
    });
    const full = await client.call(service.batchAuthorize, batchOf(1_000), { bearer });
    expect(full.response?.items).toHaveLength(1_000);
    const over = await client.call(service.batchAuthorize, batchOf(1_001), { bearer });
    expect(over.error).toMatchObject({ code: status.INVALID_ARGUMENT, fields: ['items'] });
  });

  it.each([
    ['a cut message', [0x0a, 0x7f, 0x61]],
    ['an impossible field', [0xff, 0xff, 0xff, 0xff, 0xff]],
    ['text', [...Buffer.from('{"action":"a:b"}')]],
  ])('answers INVALID_ARGUMENT to %s', async (_, bytes) => {
    for (const { path } of [service.authorize, service.batchAuthorize]) {
      const { error } = await client.callBytes(path, Buffer.from(bytes), bearer);
      expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, reason: 'VALIDATION_ERROR' });
    }
  });

  it('takes 16 KiB of metadata and refuses more, for every method', async () => {
    const carrying = (bytes: number) => {
      const metadata = new Metadata();
      metadata.set('x-trace', 'x'.repeat(bytes));
      return metadata;
    };
    const small = await client.call(service.authorize, request, { bearer, metadata: carrying(12_000) });
    expect(small.response).toBeDefined();
    const large = await client.call(service.authorize, request, { bearer, metadata: carrying(16_384) });
    expect(large.error).toMatchObject({ code: status.RESOURCE_EXHAUSTED, reason: 'PAYLOAD_TOO_LARGE' });
    const health = await client.call(healthCheck(), { service: '' }, { metadata: carrying(70_000) });
    expect(health.error?.code).toBe(status.RESOURCE_EXHAUSTED);
  });

  it('answers UNIMPLEMENTED to StreamAuthorize and to methods that do not exist', async () => {
    const asIs = (bytes: Buffer) => bytes;
    const stream = client.raw.makeBidiStreamRequest(service.streamAuthorize.path, asIs, asIs);
    const error = await new Promise<ServiceError>((resolve) => stream.on('error', resolve));
    expect(toCallError(error)).toMatchObject({ code: status.UNIMPLEMENTED, reason: 'NOT_SUPPORTED' });
    const unknown = await client.callBytes(
      '/grantlog.authorization.v1.AuthorizationService/Nothing',
      Buffer.alloc(0),
      bearer,
    );
    expect(unknown.error?.code).toBe(status.UNIMPLEMENTED);
  });

  it('serves health, SERVING only when it is ready', async () => {
    const check = (name: string) => client.call(healthCheck(), { service: name });
    const names = ['', 'grantlog.authorization.v1.AuthorizationService'];
    for (const name of names) expect((await check(name)).response).toEqual({ status: 'NOT_SERVING' });
    edge.becomeReady();
    for (const name of names) expect((await check(name)).response).toEqual({ status: 'SERVING' });
    expect(await check('nothing')).toMatchObject({ error: { code: status.NOT_FOUND } });
  });

  it('describes itself by reflection', async () => {
    const asIs = (bytes: Buffer) => bytes;
    const ask = (question: Buffer) =>
      new Promise<string>((resolve, reject) => {
        const path = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
        const stream = client.raw.makeBidiStreamRequest(path, asIs, asIs);
        stream.on('data', (answer: Buffer) => {
          resolve(answer.toString('latin1'));
          stream.end();
        });
        stream.on('error', reject);
        stream.write(question);
      });
    const name = 'grantlog.authorization.v1.AuthorizationService';
    expect(await ask(Buffer.from([0x3a, 0x01, 0x2a]))).toContain(name);
    const described = await ask(Buffer.concat([Buffer.from([0x22, name.length]), Buffer.from(name)]));
    for (const file of ['grantlog/authorization/v1/authorization.proto', 'google/rpc/status.proto']) {
      expect(described).toContain(file);
    }
  });

  it('lets a connection have 256 calls in flight', async () => {
    const session = connect(`http://${edge.grpcAddress}`);
    const settings = await new Promise<{ maxConcurrentStreams?: number }>((resolve) =>
      session.once('remoteSettings', resolve),
    );
    session.close();
    expect(settings.maxConcurrentStreams).toBe(limits.grpcStreams.value);
  });

  it('ends the calls in flight before it stops', async () => {
    const value = encodeRevisionToken({ logId, account }, 6n);
    const waiting = client.call(
      service.authorize,
      {
        ...request,
        consistency: {
          $typeName: 'grantlog.authorization.v1.Consistency',
          requirement: { case: 'atLeast', value },
        },
      },
      { bearer },
    );
    // The next call on the same connection is answered after the first one has arrived.
    await client.call(service.authorize, request, { bearer });
    const stopped = edge.stop();
    edge.source.deleteUser('lost');
    expect((await waiting).response?.revision).toBe(6n);
    await stopped;
  });

  it('says which address it could not listen on', async () => {
    setLogVerbosity(logVerbosity.NONE);
    const [host = '', port] = edge.grpcAddress.split(':');
    const second = new TestEdge({ host, port: Number(port) });
    await expect(second.start()).rejects.toThrow(`GRANTLOG_GRPC_LISTEN: ${edge.grpcAddress} is in use`);
    await second.stop();
  });
});
