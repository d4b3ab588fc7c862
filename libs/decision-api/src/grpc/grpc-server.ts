import { AuthorizationService, grpcService, limits } from '@grantlog/contract';
import { hostAndPort, listenOn, type Oversight, OVERSIGHT, type TlsMaterial } from '@grantlog/platform';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HealthImplementation } from 'grpc-health-check';
import { DECISION_API_PARTS, type DecisionApiParts } from '../decision-api-parts.js';
import { AuthorizationHandlers } from './authorization-handlers.js';
import { callLimits } from './call-limits.js';
import { receiving } from './received-message.js';
import { authorizationReflection } from './reflection.js';

const options = {
  // Nobody reads its records, and every call would pay for them.
  'grpc.enable_channelz': 0,
  'grpc.max_receive_message_length': limits.batchMessage.value,
  'grpc.max_concurrent_streams': limits.grpcStreams.value,
  'grpc.keepalive_time_ms': limits.grpcKeepalive.value,
  'grpc.max_connection_age_ms': limits.grpcConnectionAge.value,
  'grpc.max_connection_age_grace_ms': limits.grpcConnectionGrace.value,
};

/** The names under which health is asked about: the whole server, and the service. */
const healthNames = ['', AuthorizationService.typeName];

/** The gRPC server: it listens when the application has started and ends its calls before the application does. */
@Injectable()
export class GrpcServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #server: Server;
  readonly #health = new HealthImplementation();
  #port = 0;

  constructor(
    @Inject(DECISION_API_PARTS) private readonly parts: DecisionApiParts,
    @Inject(AuthorizationHandlers) private readonly handlers: AuthorizationHandlers,
    @Inject(OVERSIGHT) { metrics }: Oversight,
  ) {
    this.#server = new Server({ ...options, interceptors: [callLimits(metrics)] });
  }

  /** Where it listens; the port is the one that was taken. */
  get address(): { readonly host: string; readonly port: number } {
    return { host: this.parts.grpcListen.host, port: this.#port };
  }

  /** @throws StartError or Error that names the address when it cannot be listened on. */
  async onApplicationBootstrap(): Promise<void> {
    this.#setStatus('NOT_SERVING');
    this.#addServices();
    this.#port = await listenOn('grpcListen', this.parts.grpcListen, () => this.#listen());
    void this.parts.whenReady.then(() => {
      this.#setStatus('SERVING');
    });
  }

  /** Takes no new calls, and waits up to 10 s for those in flight. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#setStatus('NOT_SERVING');
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => {
        this.#server.forceShutdown();
      }, limits.shutdownDrain.value);
      this.#server.tryShutdown(() => {
        clearTimeout(force);
        resolve();
      });
    });
  }

  #addServices(): void {
    const { authorize, batchAuthorize, streamAuthorize } = grpcService(AuthorizationService);
    const methods = {
      authorize: receiving(authorize),
      batchAuthorize: receiving(batchAuthorize),
      streamAuthorize: receiving(streamAuthorize),
    };
    const handlers = this.handlers;
    this.#server.addService(methods, {
      authorize: handlers.authorize,
      batchAuthorize: handlers.batchAuthorize,
      streamAuthorize: handlers.streamAuthorize,
    });
    this.#health.addToServer(this.#server);
    authorizationReflection().addToServer(this.#server);
  }

  #listen(): Promise<number> {
    const address = hostAndPort(this.parts.grpcListen);
    return new Promise((resolve, reject) => {
      this.#server.bindAsync(address, credentialsOf(this.parts.tls), (error, bound) => {
        if (error === null) resolve(bound);
        else {
          const message = `cannot listen on \`${address}\` for gRPC: ${error.message}; choose another address`;
          reject(new Error(message, { cause: error }));
        }
      });
    });
  }

  #setStatus(status: 'SERVING' | 'NOT_SERVING'): void {
    for (const name of healthNames) this.#health.setStatus(name, status);
  }
}

/** Node's own least version of TLS, 1.2, holds here too: grpc-js has no option for it. */
function credentialsOf(tls: TlsMaterial | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const { cert, key, clientCa } = tls;
  const pair = { cert_chain: cert, private_key: key };
  return ServerCredentials.createSsl(clientCa ?? null, [pair], clientCa !== undefined);
}
