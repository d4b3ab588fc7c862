import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../native/free-port.js';
import type { RealService } from '../real-service.js';
import { redisCommand } from './redis-command.js';
import type { RedisClusterOptions, RedisNodeOptions } from './redis-for-tests.js';

/** Three masters that share the hash slots: each node can be killed by itself. */
export interface RedisCluster {
  /** The masters, then their replicas in the same order. */
  readonly nodes: readonly RealService[];
  /** The addresses of all nodes. */
  readonly addresses: readonly string[];
  stop(): Promise<void>;
}

const masters = 3;
const slots = 16_384;
/** A node listens to its neighbours on its port plus this. */
const busOffset = 10_000;
const joinedWithinMs = 30_000;

/** Starts three nodes and makes them a cluster. */
export async function startRedisCluster(
  startNode: (options: RedisNodeOptions) => Promise<RealService>,
  { flags = [], hasReplicas = false, ...options }: RedisClusterOptions,
): Promise<RedisCluster> {
  // A master waits five seconds by default whether another replica comes.
  const atOnce = ['--repl-diskless-sync-delay', '0'];
  const cluster = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000', ...atOnce, ...flags];
  const ports: number[] = [];
  const nodes: RealService[] = [];
  const stop = async () => {
    for (const node of nodes.splice(0)) await node.stop();
  };
  try {
    while (nodes.length < (hasReplicas ? 2 : 1) * masters) {
      const port = await freePort(busOffset);
      const file = ['--cluster-config-file', `nodes-${port}.conf`];
      nodes.push(await startNode({ ...options, port, flags: [...cluster, ...file] }));
      ports.push(port);
    }
    await join(ports);
  } catch (error) {
    await stop();
    throw error;
  }
  const running = [...nodes];
  return { nodes: running, addresses: running.map(({ address }) => address), stop };
}

/** What `redis-cli --cluster create` does: slots and epochs differ, then everybody meets the first. */
async function join(ports: readonly number[]): Promise<void> {
  const [first] = ports;
  const from = (index: number) => Math.floor((slots * index) / masters);
  for (const [index, port] of ports.entries()) {
    if (index < masters) {
      await redisCommand(port, 'CLUSTER', 'ADDSLOTSRANGE', String(from(index)), String(from(index + 1) - 1));
    }
    await redisCommand(port, 'CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
    if (port !== first) await redisCommand(port, 'CLUSTER', 'MEET', '127.0.0.1', String(first));
  }
  await until('the Redis nodes become a cluster', () => isJoined(ports));
  await replicate(ports);
}

/** Gives each master the replica that is its counterpart. */
async function replicate(ports: readonly number[]): Promise<void> {
  for (const [index, port] of ports.slice(masters).entries()) {
    const master = await redisCommand(ports[index] ?? 0, 'CLUSTER', 'MYID');
    // Gossip has to bring the master to the replica first.
    await until('a Redis node knows its master', async () =>
      (await redisCommand(port, 'CLUSTER', 'NODES')).includes(master),
    );
    await redisCommand(port, 'CLUSTER', 'REPLICATE', master);
    await until('a Redis node follows its master', async () =>
      (await redisCommand(port, 'INFO', 'replication')).includes('master_link_status:up'),
    );
  }
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + joinedWithinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`it did not come to this: ${what}`);
    await wait(50);
  }
}

async function isJoined(ports: readonly number[]): Promise<boolean> {
  const infos = await Promise.all(ports.map((port) => redisCommand(port, 'CLUSTER', 'INFO')));
  return infos.every((info) => info.includes('cluster_state:ok') && info.includes(`cluster_size:${masters}`));
}
