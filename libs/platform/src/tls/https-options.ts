import type { ServerOptions } from 'node:https';
import { limits } from '@grantlog/contract';
import { oldestTlsVersion } from './pem-files.js';
import type { TlsMaterial } from './tls-material.js';

/** TLS of a listener of Node's own: nothing older than TLS 1.2; where authorities are named, no client without a certificate. */
export function httpsOptions({ cert, key, clientCa }: TlsMaterial): ServerOptions {
  const clients = clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true };
  // A client that does not end its handshake is slow headers by another name.
  return {
    cert,
    key,
    minVersion: oldestTlsVersion,
    handshakeTimeout: limits.httpHeaderTimeout.value,
    ...clients,
  };
}
