import { type CertificateFiles, Certificates } from '../../certificates/certificates.js';
import { freePort } from '../native/free-port.js';
import { NotInstalledError } from '../native/not-installed-error.js';
import type { RealService } from '../real-service.js';
import { startedOrSkipped } from '../started-or-skipped.js';
import { startNativeRedis } from './native-redis.js';

/** A Redis that also listens with TLS. Its plain address is for whoever looks after it. */
export interface SecuredRedis extends RealService {
  /** `rediss://…` */
  readonly encryptedAddress: string;
  /** Who signed the server's certificate. */
  readonly authority: CertificateFiles;
}

/** A new Redis with TLS; `undefined` as in `redisForTests`. Only as a process of this machine. */
export function securedRedisForTests(): Promise<SecuredRedis | undefined> {
  return startedOrSkipped('redis with TLS', {
    native: startSecuredRedis,
    containers: () =>
      Promise.reject(new NotInstalledError('its certificates are read by a native Redis only')),
  });
}

async function startSecuredRedis(): Promise<SecuredRedis> {
  const certificates = new Certificates();
  try {
    const authority = certificates.authority('authority');
    const { certFile, keyFile } = certificates.signedBy(authority, 'redis');
    const port = await freePort();
    const flags = [
      ['--tls-port', String(port)],
      ['--tls-cert-file', certFile],
      ['--tls-key-file', keyFile],
      ['--tls-ca-cert-file', authority.certFile],
      ['--tls-auth-clients', 'no'],
    ];
    const server = await startNativeRedis({ flags: flags.flat() });
    return {
      ...server,
      encryptedAddress: `rediss://127.0.0.1:${port}`,
      authority,
      stop: async () => {
        await server.stop();
        certificates.remove();
      },
    };
  } catch (error) {
    certificates.remove();
    throw error;
  }
}
