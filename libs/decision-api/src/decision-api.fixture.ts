import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import {
  AccessKeySecrets,
  Authenticator,
  MasterKey,
  SecretCipher,
  type SessionClaims,
  SessionSecrets,
  SessionTokenIssuer,
  SessionTokenVerifier,
  type SigningKeyStore,
  SigningKeyRing,
  type StoredSigningKey,
  VerificationKeys,
} from '@grantlog/credentials';
import { DecisionPoint, Replica } from '@grantlog/decision';
import {
  httpServerOptions,
  OversightModule,
  plainOversight,
  ProblemFilter,
  registerRawBody,
} from '@grantlog/platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { account, logId, OneAccount } from './account.fixture.js';
import type { DecisionApiParts } from './decision-api-parts.js';
import { DecisionApiModule } from './decision-api.module.js';
import { GrpcServer } from './grpc/grpc-server.js';

class MemorySigningKeys implements SigningKeyStore {
  readonly #keys: StoredSigningKey[] = [];
  list(): Promise<readonly StoredSigningKey[]> {
    return Promise.resolve([...this.#keys]);
  }
  add(key: StoredSigningKey): Promise<void> {
    this.#keys.push(key);
    return Promise.resolve();
  }
}

/** What a spec may change about the session of a token. */
export interface TokenOf {
  readonly issuedAtRevision?: bigint;
  readonly issuedAt?: Date;
  readonly lifetimeMs?: number;
}

/** A running read edge on loopback ports, over one account in memory and real credentials. */
export class TestEdge {
  readonly source = new OneAccount();
  readonly #secrets: SessionSecrets;
  readonly #issuer: SessionTokenIssuer;
  readonly #parts: DecisionApiParts;
  readonly #becomeReady: () => void;
  #app: NestFastifyApplication | undefined;

  constructor(
    listen: DecisionApiParts['grpcListen'] = { host: '127.0.0.1', port: 0 },
    more: Partial<DecisionApiParts> = {},
    private readonly oversight = plainOversight(),
  ) {
    const masterKey = new MasterKey(new Uint8Array(32).fill(7));
    const cipher = new SecretCipher(masterKey);
    const signingKeys = new MemorySigningKeys();
    const clock = () => new Date();
    this.#secrets = new SessionSecrets(randomBytes, masterKey);
    this.#issuer = new SessionTokenIssuer(new SigningKeyRing(signingKeys, cipher), this.#secrets, logId);
    const sessionTokens = new SessionTokenVerifier(new VerificationKeys(signingKeys), logId);
    const accessKeys = new AccessKeySecrets({ find: () => Promise.resolve(undefined) }, cipher);
    const replica = new Replica(this.source, { alarm: () => undefined });
    replica.start();
    const { promise: whenReady, resolve } = promiseWithResolver();
    this.#becomeReady = resolve;
    this.#parts = {
      decisionPoint: new DecisionPoint(replica, { clock, newDecisionId: randomUUID, partition: 'aws' }),
      authenticator: new Authenticator(sessionTokens, clock, {
        accessKeys,
        sessionSecrets: this.#secrets,
      }),
      sessionTokens,
      logId,
      clock,
      grpcListen: listen,
      whenReady,
      ...more,
    };
  }

  async start(): Promise<this> {
    const adapter = new FastifyAdapter(httpServerOptions);
    registerRawBody(adapter.getInstance());
    const edge = DecisionApiModule.register({ parts: this.#parts });
    const module = { ...OversightModule.register(this.oversight), imports: [edge] };
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
      bodyParser: false,
      logger: false,
      abortOnError: false,
    });
    app.useGlobalFilters(new ProblemFilter());
    await app.listen(0, '127.0.0.1');
    this.#app = app;
    return this;
  }

  becomeReady(): void {
    this.#becomeReady();
  }

  async stop(): Promise<void> {
    await this.#app?.close();
  }

  get grpcAddress(): string {
    const { host, port } = this.#running.get(GrpcServer).address;
    return `${host}:${port}`;
  }

  get httpUrl(): string {
    const { port } = this.#running.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** A session token of a user, made with the user's access key. */
  userToken(name: string, of: TokenOf = {}): Promise<string> {
    const id = name.toUpperCase();
    return this.#issue({
      ...this.#common(of),
      kind: 'user',
      arn: `arn:aws:iam::${account}:user/${name}`,
      principalId: `AIDA${id}`,
      longTermCredentialId: `AKIA${id}`,
    });
  }

  /** A session token of a role. */
  roleToken(name: string, of: TokenOf = {}): Promise<string> {
    return this.#issue({
      ...this.#common(of),
      kind: 'role',
      arn: `arn:aws:sts::${account}:assumed-role/${name}/night`,
      principalId: `AROA${name.toUpperCase()}`,
      roleArn: `arn:aws:iam::${account}:role/${name}`,
      sessionName: 'night',
    });
  }

  get #running(): NestFastifyApplication {
    if (this.#app === undefined) throw new Error('the edge is not started');
    return this.#app;
  }

  #common({ issuedAtRevision = 0n, issuedAt = new Date(), lifetimeMs = 3_600_000 }: TokenOf) {
    const expiresAt = new Date(issuedAt.getTime() + lifetimeMs);
    return { ...this.#secrets.newIds(), account, issuedAt, expiresAt, issuedAtRevision };
  }

  async #issue(claims: SessionClaims): Promise<string> {
    return (await this.#issuer.issue(claims, new Date())).sessionToken;
  }
}

function promiseWithResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
