import { connect } from 'node:tls';
import { create } from '@bufbuild/protobuf';
import { AuthorizeRequestSchema, AuthorizeResponse_Decision } from '@grantlog/contract';
import { type CertificateFiles, Certificates, pair } from '@grantlog/testing';
import { type ChannelCredentials, credentials, logVerbosity, setLogVerbosity, status } from '@grpc/grpc-js';
import { adaArn } from '../account.fixture.js';
import { TestEdge } from '../decision-api.fixture.js';
import type { DecisionApiParts } from '../decision-api-parts.js';
import { service, TestClient } from './client.fixture.js';

const request = create(AuthorizeRequestSchema, {
  subject: { case: 'principal', value: adaArn },
  action: 'orders:CancelOrder',
  resource: '*',
});

describe('gRPC over TLS', () => {
  const certificates = new Certificates();
  let ours: CertificateFiles;
  let theirs: CertificateFiles;
  let client: CertificateFiles;
  let stranger: CertificateFiles;
  let tls: NonNullable<DecisionApiParts['tls']>;
  let edge: TestEdge;

  beforeAll(() => {
    setLogVerbosity(logVerbosity.NONE);
    ours = certificates.authority('ours');
    theirs = certificates.authority('theirs');
    client = certificates.signedBy(ours, 'client');
    stranger = certificates.signedBy(theirs, 'stranger');
    tls = pair(certificates.signedBy(ours, 'server'));
  });
  afterAll(() => {
    certificates.remove();
  });
  afterEach(() => edge.stop());

  async function start(material: DecisionApiParts['tls']): Promise<void> {
    edge = await new TestEdge(undefined, { tls: material }).start();
  }

  /** The outcome of one call over a channel. */
  async function ask(channel: ChannelCredentials, caller = 'gateway') {
    const testClient = new TestClient(edge.grpcAddress, channel);
    const bearer = await edge.userToken(caller);
    const outcome = await testClient.call(service.authorize, request, { bearer });
    testClient.close();
    return outcome;
  }

  const trusting = ({ certFile }: { readonly certFile: string }, own?: CertificateFiles) => {
    const { cert: ca } = pair({ certFile, keyFile: certFile });
    if (own === undefined) return credentials.createSsl(ca);
    const { cert, key } = pair(own);
    return credentials.createSsl(ca, key, cert);
  };

  it('is served where a certificate is given, to clients that trust it', async () => {
    await start(tls);
    expect((await ask(trusting(ours))).response?.decision).toBe(AuthorizeResponse_Decision.ALLOW);
    expect((await ask(trusting(theirs))).error?.code).toBe(status.UNAVAILABLE);
    expect((await ask(credentials.createInsecure())).error?.code).toBe(status.UNAVAILABLE);
  });

  it('is nothing older than TLS 1.2', async () => {
    await start(tls);
    const [host, port] = edge.grpcAddress.split(':');
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    const message = await new Promise<string>((resolve) => {
      const socket = connect({ host, port: Number(port), rejectUnauthorized: false, ...old }, () => {
        resolve('connected');
        socket.destroy();
      });
      socket.on('error', (error: Error) => {
        resolve(error.message);
      });
    });
    expect(message).toMatch(/alert protocol version/);
  });

  it('demands a client certificate of the authorities that are named', async () => {
    await start({ ...tls, clientCa: pair(ours).cert });
    expect((await ask(trusting(ours, client))).response?.decision).toBe(AuthorizeResponse_Decision.ALLOW);
    expect((await ask(trusting(ours))).error?.code).toBe(status.UNAVAILABLE);
    expect((await ask(trusting(ours, stranger))).error?.code).toBe(status.UNAVAILABLE);
  });

  it('is what `aws:SecureTransport` says of the caller, who may ask over TLS alone', async () => {
    await start(tls);
    expect((await ask(trusting(ours), 'careful')).response?.decision).toBe(AuthorizeResponse_Decision.ALLOW);
    await edge.stop();
    await start(undefined);
    const { error } = await ask(credentials.createInsecure(), 'careful');
    expect(error?.code).toBe(status.PERMISSION_DENIED);
  });
});
