import { isLoopback, type ListenAddress } from '../settings/setting.js';
import { SettingsError, type Settings } from '../settings/load-settings.js';
import { settingsTable } from '../settings/settings-table.js';

/** What a process can listen for. */
export type ListenerName = 'http' | 'grpc';

/** The listeners of a kind of process, each with its address unless the settings name another. */
export type ListenerAddresses<Name extends ListenerName> = Readonly<Record<Name, ListenAddress>>;

/** Where a process listens. */
export interface Listeners<Name extends ListenerName> {
  readonly addresses: ListenerAddresses<Name>;
  /** Names the listeners that anybody on the network can reach without TLS, which was permitted. */
  readonly warnings: readonly string[];
}

const settingOf = { http: 'httpListen', grpc: 'grpcListen' } as const;

/**
 * The listeners that the settings ask for. A process has those of `defaults` and ignores the settings of others.
 *
 * @throws SettingsError when a listener would be plain and reachable from other machines without the explicit permission.
 */
export function listenersOf<Name extends ListenerName>(
  settings: Settings,
  defaults: ListenerAddresses<Name>,
): Listeners<Name> {
  const names = Object.keys(defaults) as Name[];
  const addresses: Record<Name, ListenAddress> = { ...defaults };
  for (const name of names) addresses[name] = settings[settingOf[name]] ?? defaults[name];
  const isPlain = settings.tlsCertFile === undefined;
  const open = names.filter((name) => isPlain && !isLoopback(addresses[name]));
  const settingNames = open.map((name) => settingsTable[settingOf[name]].name);
  if (settings.allowPlaintext !== true && open.length > 0) {
    throw new SettingsError(settingNames.map(plainProblem));
  }
  return {
    addresses,
    warnings: settingNames.map((name) => `${name} is reachable from other machines without TLS`),
  };
}

function plainProblem(name: string): string {
  const { tlsCertFile, tlsKeyFile, allowPlaintext } = settingsTable;
  return (
    `${name} is reachable from other machines and has no TLS: listen on 127.0.0.1, ` +
    `set ${tlsCertFile.name} and ${tlsKeyFile.name}, ` +
    `or set ${allowPlaintext.name}=true if the network in between is trusted`
  );
}
