import type { ListenAddress } from '../settings/setting.js';
import { settingsTable } from '../settings/settings-table.js';
import { StartError } from './start-error.js';

/** The settings that say where a process listens. */
export type ListenSetting = 'httpListen' | 'grpcListen';

/** What the system says when an address cannot be listened on; gRPC hands it on inside a text. */
const addressFaults = [
  ['EADDRINUSE', 'is in use: stop the other process or choose another port'],
  ['EADDRNOTAVAIL', 'is not an address of this machine: choose one that is'],
  ['EACCES', 'is not permitted to this user: choose a port above 1023'],
  ['ENOTFOUND', 'has a host that cannot be found: choose another'],
] as const;

/**
 * Starts to listen, and puts what an operator can mend into words that name the setting.
 *
 * @throws StartError when the address cannot be listened on; anything else that `start` throws as it is.
 */
export async function listenOn<T>(
  setting: ListenSetting,
  address: ListenAddress,
  start: () => Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const fault = addressFaults.find(([code]) => String(error).includes(code))?.[1];
    if (fault === undefined) throw error;
    throw new StartError(`${settingsTable[setting].name}: ${hostAndPort(address)} ${fault}`);
  }
}

/** `HOST:PORT`, an IPv6 host in brackets. */
export function hostAndPort({ host, port }: ListenAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
