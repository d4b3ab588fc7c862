import { readCertificates } from '../tls/pem-files.js';
import type { Settings } from './load-settings.js';

/** How to reach Redis. */
export interface RedisSettings {
  readonly url: string;
  /** The authorities of a `rediss://` address, instead of those that Node trusts. */
  readonly tls?: { readonly ca: Buffer };
}

/**
 * What the settings say about Redis; the file that they name is read.
 *
 * @throws SettingsError when the file cannot be used
 */
export function redisSettings(settings: Settings & { readonly redisUrl: string }): RedisSettings {
  const ca = readCertificates(settings, 'redisTlsCaFile');
  return { url: settings.redisUrl, ...(ca === undefined ? {} : { tls: { ca } }) };
}
