import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { type Settings, SettingsError } from '../settings/load-settings.js';
import { settingsTable } from '../settings/settings-table.js';

/** What every listener of a process proves itself with, and whose client certificates it demands. */
export interface TlsMaterial {
  /** Certificate chain, PEM. */
  readonly cert: Buffer;
  /** Its private key, PEM. */
  readonly key: Buffer;
  /** Authorities, PEM: a client without a certificate of one of them is refused. Absent: clients need none. */
  readonly clientCa?: Buffer;
}

/** The oldest version of TLS that a listener speaks. */
export const oldestTlsVersion = 'TLSv1.2';

type FileSetting = 'tlsCertFile' | 'tlsKeyFile' | 'tlsClientCaFile';

/**
 * Reads the files that the settings name; `undefined` when the listeners are plain. They are read once: new files take
 * a restart.
 *
 * @throws SettingsError that names the setting whose file cannot be read, is not what it should be, or does not fit the
 * others.
 */
export function readTls(settings: Settings): TlsMaterial | undefined {
  const { tlsCertFile, tlsKeyFile, tlsClientCaFile } = settings;
  if (tlsCertFile === undefined || tlsKeyFile === undefined) return undefined;
  const cert = readPem('tlsCertFile', tlsCertFile, assertCertificates);
  const key = readPem('tlsKeyFile', tlsKeyFile, (pem) => {
    createPrivateKey(pem);
  });
  assertFits(cert, key);
  if (tlsClientCaFile === undefined) return { cert, key };
  return { cert, key, clientCa: readPem('tlsClientCaFile', tlsClientCaFile, assertCertificates) };
}

const contents = {
  tlsCertFile: 'certificate in PEM',
  tlsKeyFile: 'private key in PEM without a passphrase',
  tlsClientCaFile: 'certificate in PEM',
} as const satisfies Record<FileSetting, string>;

function readPem(setting: FileSetting, path: string, assert: (pem: Buffer) => void): Buffer {
  let pem;
  try {
    pem = readFileSync(path);
  } catch (error) {
    throw problem(setting, `names a file that cannot be read (${codeOf(error)}): check its path and rights`);
  }
  try {
    assert(pem);
  } catch {
    throw problem(setting, `names a file that holds no ${contents[setting]}: name another`);
  }
  return pem;
}

/** Every block is looked at: Node itself takes a broken one for the end of the file. */
function assertCertificates(pem: Buffer): void {
  const blocks = pem.toString('latin1').split(/(?=-----BEGIN )/);
  const certificates = blocks.filter((block) => block.startsWith('-----BEGIN '));
  if (certificates.length === 0) throw new TypeError('no PEM block');
  for (const block of certificates) new X509Certificate(block);
}

function assertFits(cert: Buffer, key: Buffer): void {
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw problem(
      'tlsKeyFile',
      `is not the key of the first certificate of ${settingsTable.tlsCertFile.name}: name the key that belongs to it`,
    );
  }
  try {
    createSecureContext({ cert, key, minVersion: oldestTlsVersion });
  } catch (error) {
    throw problem('tlsCertFile', `cannot be used (${codeOf(error)}): make a stronger certificate`);
  }
}

function problem(setting: FileSetting, text: string): SettingsError {
  return new SettingsError([`${settingsTable[setting].name} ${text}`]);
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode ? String(error.code) : 'unknown';
}
