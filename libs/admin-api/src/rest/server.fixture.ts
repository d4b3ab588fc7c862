import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AccessKeySecrets,
  Authenticator,
  MasterKey,
  SecretCipher,
  SessionSecrets,
  SessionTokenIssuer,
  SessionTokenVerifier,
  SigningKeyRing,
  VerificationKeys,
} from '@grantlog/credentials';
import { type EventLog, openEmbeddedLog } from '@grantlog/event-log';
import { type DomainEvent, toEnvelope } from '@grantlog/events';
import { defaultQuotas } from '@grantlog/iam';
import {
  httpServerOptions,
  OversightModule,
  plainOversight,
  ProblemFilter,
  registerRawBody,
} from '@grantlog/platform';
import { compiledPolicies } from '@grantlog/policy';
import { createFirstAccount, type RootKey } from '../bootstrap/create-first-account.js';
import { accessKeyStore, signingKeyStore } from '../bootstrap/key-stores.js';
import type { Operation } from '../catalogue/operation.js';
import { rows } from '../execution/rows.fixture.js';
import type { AdminApiPorts } from './admin-api-ports.js';
import { AdminApiModule } from './admin-api.module.js';
import { signed, type SigningCredentials } from './signed-request.fixture.js';

export const account = '123456789012';

/** One answer of the server. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The parsed body. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Sending {
  /** Signs; nothing is signed when it is `none`; the root key when it is absent. */
  readonly as?: SigningCredentials | 'none';
  /** Texts and bytes are sent as they are, everything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running administrative API on a loopback port, with an embedded log in memory and the root key of its account. */
export class TestServer {
  private constructor(
    private readonly ports: AdminApiPorts,
    readonly root: RootKey,
    private readonly app: NestFastifyApplication,
    readonly port: number,
  ) {}

  static async start(
    operations: readonly Operation[] = rows,
    oversight = plainOversight(),
  ): Promise<TestServer> {
    const clock = () => new Date();
    const log = await openEmbeddedLog({ clock, onError: () => undefined });
    const ports = portsOn(log, clock);
    const root = await newAccount(account, ports);
    const api = AdminApiModule.register({ ports, operations });
    const module = { ...OversightModule.register(oversight), imports: [api] };
    const adapter = new FastifyAdapter(httpServerOptions);
    registerRawBody(adapter.getInstance());
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
      bodyParser: false,
      logger: false,
    });
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new TestServer(ports, root, app, port);
  }

  get log(): EventLog {
    return this.ports.log;
  }

  /** Makes another account and returns its root key. */
  anotherRoot(id: string): Promise<RootKey> {
    return newAccount(id, this.ports);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.log.close();
  }

  /** Sends a request; `target` is path and query as they stand on the wire. */
  send(method: string, target: string, sending: Sending = {}): Promise<Answer> {
    const { as = this.root, body: value, headers: extra = {} } = sending;
    const body = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value ?? '');
    const sent = value === undefined ? '' : body;
    const length = String(Buffer.byteLength(sent));
    const type = value === undefined ? {} : { 'content-type': 'application/json', 'content-length': length };
    const host = `127.0.0.1:${this.port}`;
    const unsigned = { host, ...type, ...extra };
    const request = { method, host, target, body: sent, headers: unsigned };
    const headers = as === 'none' ? unsigned : signed(request, as);
    return exchange({ port: this.port, method, path: target, headers }, sent);
  }

  /** Records facts directly, as setting up a state by commands would. */
  async record(...events: readonly DomainEvent[]): Promise<void> {
    const metadata = { actor: 'arn:aws:iam::123456789012:root', action: 'test:SetUp', requestId: 'set-up' };
    await this.log.transact(account, (transaction) =>
      transaction.append({ ...metadata, sourceIp: '127.0.0.1' }, events),
    );
  }

  /** The newest event of the log. */
  async lastEvent() {
    const head = await this.log.head(account);
    const afterRevision = (head?.revision ?? 0n) - 1n;
    const [stored] = await this.log.read(account, { afterRevision, limit: 1 });
    if (stored === undefined) throw new Error('the log is empty');
    return toEnvelope(stored);
  }
}

async function newAccount(id: string, { log, cipher, random }: AdminApiPorts): Promise<RootKey> {
  const scope = { partition: 'aws', account: id };
  const first = await createFirstAccount(log, { scope, cipher, random });
  if (first.status !== 'created' || first.madeKey === undefined) throw new Error('no root key was made');
  return first.madeKey;
}

function portsOn(log: EventLog, clock: () => Date): AdminApiPorts {
  const master = new MasterKey(randomBytes(32));
  const cipher = new SecretCipher(master);
  const signingKeys = signingKeyStore(log);
  const ring = new SigningKeyRing(signingKeys, cipher);
  const secrets = new SessionSecrets(randomBytes, master);
  const verificationKeys = new VerificationKeys(signingKeys);
  const accessKeys = new AccessKeySecrets(accessKeyStore(log), cipher);
  const verifier = new SessionTokenVerifier(verificationKeys, log.logId);
  return {
    log,
    partition: 'aws',
    quotas: defaultQuotas,
    cipher,
    sessions: { ring, secrets, issuer: new SessionTokenIssuer(ring, secrets, log.logId) },
    policies: compiledPolicies(),
    random: randomBytes,
    authenticator: new Authenticator(verifier, clock, { accessKeys, sessionSecrets: secrets }),
    verificationKeys,
    clock,
  };
}

function exchange(
  options: { port: number; method: string; path: string; headers: Record<string, string> },
  body: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json = (text === '' ? {} : JSON.parse(text)) as Answer['json'];
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
      });
    });
    outgoing.on('error', reject);
    // A text would be joined with the headers and make them UTF-8, which they are not.
    outgoing.end(Buffer.from(body));
  });
}
