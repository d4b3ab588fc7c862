import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate and its key, as files. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Certificates for tests, made by openssl, in a directory of their own. */
export class Certificates {
  readonly directory = mkdtempSync(join(tmpdir(), 'grantlog-tls-'));

  /** An authority of its own. */
  authority(name: string): CertificateFiles {
    const files = this.#files(name);
    this.#openssl(
      ...['req', '-x509', ...newKey(files), '-out', files.certFile],
      ...['-subj', `/CN=${name}`, '-days', '2'],
    );
    return files;
  }

  /** A certificate for 127.0.0.1 and localhost, for servers and clients. */
  signedBy(authority: CertificateFiles, name: string): CertificateFiles {
    const files = this.#files(name);
    const request = join(this.directory, `${name}.csr`);
    const extensions = join(this.directory, `${name}.ext`);
    writeFileSync(extensions, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
    this.#openssl('req', ...newKey(files), '-subj', `/CN=${name}`, '-out', request);
    this.#openssl(
      ...['x509', '-req', '-in', request, '-CA', authority.certFile, '-CAkey', authority.keyFile],
      ...['-CAcreateserial', '-days', '2', '-extfile', extensions, '-out', files.certFile],
    );
    return files;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  #files(name: string): CertificateFiles {
    return {
      certFile: join(this.directory, `${name}.pem`),
      keyFile: join(this.directory, `${name}.key`),
    };
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { stdio: 'ignore' });
  }
}

/** What a client or server of Node takes. */
export function pair({ certFile, keyFile }: CertificateFiles): {
  readonly cert: Buffer;
  readonly key: Buffer;
} {
  return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
}

function newKey({ keyFile }: CertificateFiles): readonly string[] {
  return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
}
