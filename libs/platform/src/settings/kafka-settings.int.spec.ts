import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CertificateFiles, Certificates, pair } from '@grantlog/testing';
import { kafkaSettings } from './kafka-settings.js';
import { loadSettings } from './load-settings.js';

describe('the settings of Kafka', () => {
  const certificates = new Certificates();
  let authority: CertificateFiles;
  let client: CertificateFiles;

  beforeAll(() => {
    authority = certificates.authority('authority');
    client = certificates.signedBy(authority, 'client');
  });
  afterAll(() => {
    certificates.remove();
  });

  const read = (given: Readonly<Record<string, string>>, brokers = 'kafka.example:9093') => {
    const environment = Object.entries(given).map(([name, value]) => [`GRANTLOG_KAFKA_${name}`, value]);
    const settings = loadSettings(Object.fromEntries(environment) as Record<string, string>, []);
    return kafkaSettings({ ...settings, kafkaBrokers: brokers.split(',') });
  };
  const signIn = (mechanism: string) => ({
    SASL_MECHANISM: mechanism,
    SASL_USERNAME: 'grantlog',
    SASL_PASSWORD: 'canary-password',
  });

  it('are plain unless TLS is on', () => {
    expect(read({})).not.toHaveProperty('tls');
    expect(read({ TLS: 'false' })).not.toHaveProperty('tls');
    expect(read({ TLS: 'true' }).tls).toEqual({});
  });

  it('hold what the files hold', () => {
    const files = {
      TLS_CA_FILE: authority.certFile,
      TLS_CERT_FILE: client.certFile,
      TLS_KEY_FILE: client.keyFile,
    };
    expect(read({ TLS: 'true', ...files }).tls).toEqual({
      ca: readFileSync(authority.certFile),
      ...pair(client),
    });
  });

  it('stop the start when a file cannot be used', () => {
    const missing = join(certificates.directory, 'missing');
    const own = { TLS: 'true', TLS_CERT_FILE: client.certFile, TLS_KEY_FILE: client.keyFile };
    expect(() => read({ TLS: 'true', TLS_CA_FILE: missing })).toThrow(/^GRANTLOG_KAFKA_TLS_CA_FILE .*ENOENT/);
    expect(() => read({ TLS: 'true', TLS_CA_FILE: client.keyFile })).toThrow(
      /^GRANTLOG_KAFKA_TLS_CA_FILE .*holds no certificate/,
    );
    expect(() => read({ ...own, TLS_KEY_FILE: missing })).toThrow(/^GRANTLOG_KAFKA_TLS_KEY_FILE .*ENOENT/);
    expect(() => read({ ...own, TLS_KEY_FILE: authority.keyFile })).toThrow(
      /^GRANTLOG_KAFKA_TLS_KEY_FILE is not the key of the first certificate of GRANTLOG_KAFKA_TLS_CERT_FILE/,
    );
  });

  it.each(['kafka.example:9092', '127.0.0.1:9092,10.0.0.7:9092'])(
    'never send a password in clear to %s',
    (brokers) => {
      const refused = () => read(signIn('plain'), brokers);
      expect(refused).toThrow(/^GRANTLOG_KAFKA_SASL_MECHANISM=plain without GRANTLOG_KAFKA_TLS=true sends/);
      expect(refused).not.toThrow('canary-password');
      expect(read({ ...signIn('plain'), TLS: 'true' }, brokers).sasl?.mechanism).toBe('plain');
      expect(read(signIn('scram-sha-512'), brokers).sasl?.mechanism).toBe('scram-sha-512');
    },
  );

  it('let a password pass in clear on this machine', () => {
    expect(read(signIn('plain'), '127.0.0.1:9092,localhost:9092').sasl?.mechanism).toBe('plain');
  });
});
