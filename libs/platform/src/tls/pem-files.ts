import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { type Settings, SettingsError } from '../settings/load-settings.js';
import { type SettingKey, settingsTable } from '../settings/settings-table.js';

/** A setting that names a file with PEM in it. */
export type FileSetting = Extract<SettingKey, `${string}File`>;

/** What a program proves itself with. */
export interface KeyPair {
  /** Certificate chain, PEM. */
  readonly cert: Buffer;
  /** Its private key, PEM. */
  readonly key: Buffer;
}

/** The oldest version of TLS that is spoken. */
export const oldestTlsVersion = 'TLSv1.2';

/**
 * The certificates in the file that a setting names; `undefined` when it is unset.
 *
 * @throws SettingsError that names the setting whose file cannot be read or holds something else
 */
export function readCertificates(settings: Settings, setting: FileSetting): Buffer | undefined {
  const path = settings[setting];
  return path === undefined ? undefined : read(setting, path, 'certificate in PEM', assertCertificates);
}

/**
 * The certificate and the key in the files that two settings name; `undefined` when they are unset. They are read once:
 * new files take a restart.
 *
 * @throws SettingsError that names the setting whose file cannot be read, holds something else, or does not fit the other
 */
export function readKeyPair(
  settings: Settings,
  certSetting: FileSetting,
  keySetting: FileSetting,
): KeyPair | undefined {
  const cert = readCertificates(settings, certSetting);
  const path = settings[keySetting];
  if (cert === undefined || path === undefined) return undefined;
  const key = read(keySetting, path, 'private key in PEM without a passphrase', (pem) => {
    createPrivateKey(pem);
  });
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw problem(
      keySetting,
      `is not the key of the first certificate of ${settingsTable[certSetting].name}: name the key that belongs to it`,
    );
  }
  try {
    createSecureContext({ cert, key, minVersion: oldestTlsVersion });
  } catch (error) {
    throw problem(certSetting, `cannot be used (${codeOf(error)}): make a stronger certificate`);
  }
  return { cert, key };
}

function read(setting: FileSetting, path: string, content: string, assert: (pem: Buffer) => void): Buffer {
  let pem;
  try {
    pem = readFileSync(path);
  } catch (error) {
    throw problem(setting, `names a file that cannot be read (${codeOf(error)}): check its path and rights`);
  }
  try {
    assert(pem);
  } catch {
    throw problem(setting, `names a file that holds no ${content}: name another`);
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

function problem(setting: FileSetting, text: string): SettingsError {
  return new SettingsError([`${settingsTable[setting].name} ${text}`]);
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode ? String(error.code) : 'unknown';
}
