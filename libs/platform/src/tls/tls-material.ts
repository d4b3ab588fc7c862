import type { Settings } from '../settings/load-settings.js';
import { type KeyPair, readCertificates, readKeyPair } from './pem-files.js';

/** What every listener of a process proves itself with, and whose client certificates it demands. */
export interface TlsMaterial extends KeyPair {
  /** Authorities, PEM: a client without a certificate of one of them is refused. Absent: clients need none. */
  readonly clientCa?: Buffer;
}

/**
 * Reads the files that the settings name; `undefined` when the listeners are plain. They are read once: new files take
 * a restart.
 *
 * @throws SettingsError that names the setting whose file cannot be read, is not what it should be, or does not fit the
 * others.
 */
export function readTls(settings: Settings): TlsMaterial | undefined {
  const pair = readKeyPair(settings, 'tlsCertFile', 'tlsKeyFile');
  if (pair === undefined) return undefined;
  const clientCa = readCertificates(settings, 'tlsClientCaFile');
  return clientCa === undefined ? pair : { ...pair, clientCa };
}
