import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CertificateFiles, Certificates } from '@grantlog/testing';
import { loadSettings } from '../settings/load-settings.js';
import { readTls } from './tls-material.js';

describe('the files of TLS', () => {
  const certificates = new Certificates();
  let authority: CertificateFiles;
  let server: CertificateFiles;
  let other: CertificateFiles;

  beforeAll(() => {
    authority = certificates.authority('authority');
    server = certificates.signedBy(authority, 'server');
    other = certificates.signedBy(authority, 'other');
  });
  afterAll(() => {
    certificates.remove();
  });

  const read = (cert: string, key: string, ca = '') =>
    readTls(
      loadSettings(
        {
          GRANTLOG_TLS_CERT_FILE: cert,
          GRANTLOG_TLS_KEY_FILE: key,
          GRANTLOG_TLS_CLIENT_CA_FILE: ca,
        },
        [],
      ),
    );
  const file = (name: string, content: string | Buffer) => {
    const path = join(certificates.directory, name);
    writeFileSync(path, content);
    return path;
  };

  it('are not needed', () => {
    expect(readTls(loadSettings({}, []))).toBeUndefined();
  });

  it('are read as they are', () => {
    expect(read(server.certFile, server.keyFile)).toEqual({
      cert: readFileSync(server.certFile),
      key: readFileSync(server.keyFile),
    });
    expect(read(server.certFile, server.keyFile, authority.certFile)?.clientCa).toEqual(
      readFileSync(authority.certFile),
    );
  });

  it('stop the start when one cannot be read', () => {
    const missing = join(certificates.directory, 'missing');
    expect(() => read(missing, server.keyFile)).toThrow(/^GRANTLOG_TLS_CERT_FILE names a file .*ENOENT/);
    expect(() => read(server.certFile, missing)).toThrow(/^GRANTLOG_TLS_KEY_FILE .*ENOENT/);
    expect(() => read(server.certFile, server.keyFile, missing)).toThrow(
      /^GRANTLOG_TLS_CLIENT_CA_FILE .*ENOENT/,
    );
  });

  it('stop the start when one is something else, or broken in its second half', () => {
    const text = file('text', 'no PEM');
    const broken = file(
      'broken',
      `${readFileSync(authority.certFile, 'utf8')}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    );
    expect(() => read(text, server.keyFile)).toThrow(/^GRANTLOG_TLS_CERT_FILE .*holds no certificate/);
    expect(() => read(server.certFile, text)).toThrow(/^GRANTLOG_TLS_KEY_FILE .*holds no private key/);
    for (const ca of [text, broken, server.keyFile]) {
      expect(() => read(server.certFile, server.keyFile, ca)).toThrow(
        /^GRANTLOG_TLS_CLIENT_CA_FILE .*holds no certificate/,
      );
    }
  });

  it('stop the start when the key belongs to another certificate', () => {
    expect(() => read(server.certFile, other.keyFile)).toThrow(
      /^GRANTLOG_TLS_KEY_FILE is not the key of the first certificate of GRANTLOG_TLS_CERT_FILE/,
    );
  });
});
