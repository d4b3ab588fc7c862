import { readFileSync } from 'node:fs';
import { Certificates } from '@grantlog/testing';
import { loadSettings } from './load-settings.js';
import { redisSettings } from './redis-settings.js';

describe('the settings of Redis', () => {
  const certificates = new Certificates();
  const redisUrl = 'rediss://redis.example:6379';

  afterAll(() => {
    certificates.remove();
  });

  const read = (file: string) =>
    redisSettings({
      ...loadSettings({ GRANTLOG_REDIS_URL: redisUrl, GRANTLOG_REDIS_TLS_CA_FILE: file }, []),
      redisUrl,
    });

  it('hold what the file holds, when there is one', () => {
    const { certFile } = certificates.authority('authority');
    expect(read('')).toEqual({ url: redisUrl });
    expect(read(certFile)).toEqual({ url: redisUrl, tls: { ca: readFileSync(certFile) } });
  });

  it('stop the start when the file cannot be used', () => {
    expect(() => read('/nowhere/ca.pem')).toThrow(/^GRANTLOG_REDIS_TLS_CA_FILE names a file .*ENOENT/);
    expect(() => read(certificates.authority('other').keyFile)).toThrow(
      /^GRANTLOG_REDIS_TLS_CA_FILE .*holds no/,
    );
  });
});
