import { createClient } from 'redis';

interface Node {
  readonly send: (...command: readonly string[]) => Promise<unknown>;
  readonly close: () => void;
  readonly id: string;
  readonly port: string;
}

/** The masters of a Redis Cluster, as its operator sees them. */
export class ClusterNodes {
  private constructor(private readonly masters: readonly Node[]) {}

  static async connect(addresses: readonly string[]): Promise<ClusterNodes> {
    const masters = addresses.map(async (url) => {
      const client = createClient({ url });
      // One of them is killed.
      client.on('error', () => undefined);
      await client.connect();
      return {
        send: (...command: readonly string[]): Promise<unknown> => client.sendCommand(command),
        close: () => {
          client.destroy();
        },
        id: await client.clusterMyId(),
        port: new URL(url).port,
      };
    });
    return new ClusterNodes(await Promise.all(masters));
  }

  /**
   * Moves a key's slot to the next master, as `redis-cli --cluster reshard` does.
   *
   * @param between called when the slot is on its way, before the keys have moved and after it
   */
  async moveSlot(key: string, between: () => Promise<void>): Promise<void> {
    const [first] = this.masters;
    const slot = `${Number(await first?.send('CLUSTER', 'KEYSLOT', key))}`;
    const from = await this.#ownerOf(slot);
    const to = this.masters[(this.masters.indexOf(from) + 1) % this.masters.length] ?? from;
    await to.send('CLUSTER', 'SETSLOT', slot, 'IMPORTING', from.id);
    await from.send('CLUSTER', 'SETSLOT', slot, 'MIGRATING', to.id);
    await between();
    for (;;) {
      const keys = await from.send('CLUSTER', 'GETKEYSINSLOT', slot, '100');
      if (!Array.isArray(keys) || keys.length === 0) break;
      await from.send('MIGRATE', '127.0.0.1', to.port, '', '0', '5000', 'KEYS', ...keys.map(String));
    }
    await between();
    for (const { send } of [to, from, ...this.masters]) {
      await send('CLUSTER', 'SETSLOT', slot, 'NODE', to.id);
    }
  }

  /** Resolves when every replica has what its master has. */
  async replicated(): Promise<void> {
    await Promise.all(this.masters.map(({ send }) => send('WAIT', '1', '5000')));
  }

  close(): void {
    for (const { close } of this.masters) close();
  }

  async #ownerOf(slot: string): Promise<Node> {
    const ranges = await this.masters[0]?.send('CLUSTER', 'SLOTS');
    for (const range of Array.isArray(ranges) ? (ranges as unknown[]) : []) {
      const [first, last, owner] = range as [number, number, [string, number, string]];
      const found = this.masters.find(({ id }) => id === owner[2]);
      if (first <= Number(slot) && Number(slot) <= last && found !== undefined) return found;
    }
    throw new Error(`nobody has slot ${slot}`);
  }
}
