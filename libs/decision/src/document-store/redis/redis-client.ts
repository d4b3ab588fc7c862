import { createClient, createCluster } from 'redis';
import { readPlace, type RedisAddresses, type RedisPlace } from './redis-place.js';

/** An open connection to a server or to a whole cluster. */
export interface RedisClient {
  /** Sends one command to the server that has the key. */
  send(key: string, command: readonly string[]): Promise<unknown>;
  /** Resolves when the connection is lost; a cluster's never is, because it looks for its nodes by itself. */
  readonly lost: Promise<unknown>;
  /** Ends it at once; what is running is rejected. */
  destroy(): void;
}

const connectTimeout = 2_000;
/** Commands that wait for one server; more are refused. */
const commandsQueueMaxLength = 20_000;
const nodeRetryMs = { first: 50, most: 1_000 };

/**
 * Connects, and finds out whether it is a server of its own or a node of a cluster.
 *
 * @param signal ends the attempt
 * @throws what the driver says
 */
export async function openClient(place: RedisPlace, signal: AbortSignal): Promise<RedisClient> {
  const addresses = readPlace(place);
  if (addresses.urls.length > 1) return openCluster(place, addresses, signal);
  const { client, mode } = await openServer(place, addresses, signal);
  if (mode !== 'cluster') return client;
  client.destroy();
  return openCluster(place, addresses, signal);
}

async function openServer(
  place: RedisPlace,
  addresses: RedisAddresses,
  signal: AbortSignal,
): Promise<{ readonly client: RedisClient; readonly mode: unknown }> {
  const server = createClient({
    ...shared,
    ...(addresses.urls[0] === undefined ? {} : { url: addresses.urls[0] }),
    // Whoever holds the client opens another one.
    socket: { ...socketOf(place, addresses), reconnectStrategy: false },
  });
  const destroy = () => {
    server.destroy();
  };
  const lost = new Promise((resolve) => server.once('terminated', resolve));
  server.on('error', place.onError);
  await opened(() => server.connect(), destroy, signal);
  const { mode } = await opened(() => server.hello(), destroy, signal);
  return { client: { send: (_key, command) => server.sendCommand(command), lost, destroy }, mode };
}

async function openCluster(
  place: RedisPlace,
  addresses: RedisAddresses,
  signal: AbortSignal,
): Promise<RedisClient> {
  const socket = socketOf(place, addresses);
  const cluster = createCluster({
    // A node that hangs must not keep the others from being used.
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: nodeRetryMs.most,
    rootNodes: addresses.urls.map((url) => ({
      url,
      socket: { ...socket, socketTimeout: connectTimeout, reconnectStrategy: false },
    })),
    defaults: {
      ...shared,
      ...addresses.credentials,
      socket: {
        ...socket,
        reconnectStrategy: (retries) => Math.min(nodeRetryMs.first * 2 ** retries, nodeRetryMs.most),
      },
    },
  });
  const destroy = () => {
    cluster.destroy();
  };
  for (const event of ['error', 'node-error']) cluster.on(event, place.onError);
  await opened(() => cluster.connect(), destroy, signal);
  return {
    send: (key, command) => cluster.sendCommand(key, false, [...command]),
    lost: new Promise(() => undefined),
    destroy,
  };
}

const shared = { commandsQueueMaxLength, disableOfflineQueue: true, maintNotifications: 'disabled' } as const;

function socketOf({ tls }: RedisPlace, { isEncrypted }: RedisAddresses) {
  return isEncrypted ? { connectTimeout, tls: true as const, ...tls } : { connectTimeout };
}

/** A step of opening; the client is destroyed when it fails or is ended. */
async function opened<T>(step: () => Promise<T>, destroy: () => void, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  signal.addEventListener('abort', destroy);
  try {
    return await step();
  } catch (error) {
    destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', destroy);
  }
}
