import { loadSettings, SettingsError } from './load-settings.js';

const quotas = ['USERS_PER_ACCOUNT'];

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadSettings(environment, quotas);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('reads what is set and leaves the rest undefined', () => {
    const settings = loadSettings(
      {
        GRANTLOG_HTTP_LISTEN: '[::1]:0',
        GRANTLOG_QUOTA_USERS_PER_ACCOUNT: '9',
        GRANTLOG_DATA_DIR: '',
        PATH: '/bin',
      },
      quotas,
    );
    expect(settings.httpListen).toEqual({ host: '::1', port: 0 });
    expect(settings.quotas).toEqual({ USERS_PER_ACCOUNT: 9 });
    expect(settings.dataDir).toBeUndefined();
  });

  it.each([
    [{ GRANTLOG_HTP_LISTEN: 'x' }, 'GRANTLOG_HTP_LISTEN is not a setting of grantlog'],
    [{ GRANTLOG_QUOTA_CATS: '3' }, 'GRANTLOG_QUOTA_CATS is not a setting of grantlog'],
    [{ GRANTLOG_HTTP_LISTEN: 'localhost' }, 'GRANTLOG_HTTP_LISTEN is not HOST:PORT'],
    [{ GRANTLOG_GRPC_LISTEN: '127.0.0.1:70000' }, 'GRANTLOG_GRPC_LISTEN is not HOST:PORT'],
    [{ GRANTLOG_ACCOUNT_ID: '12' }, 'GRANTLOG_ACCOUNT_ID is not 12 digits'],
    [{ GRANTLOG_MASTER_KEY: 'c2hvcnQ=' }, 'GRANTLOG_MASTER_KEY is not 32 bytes in base64'],
    [{ GRANTLOG_ALLOW_PLAINTEXT: 'yes' }, 'GRANTLOG_ALLOW_PLAINTEXT is neither true nor false'],
    [{ GRANTLOG_KAFKA_PARTITIONS: '0' }, 'GRANTLOG_KAFKA_PARTITIONS is not a whole number of at least 1'],
    [{ GRANTLOG_LOG_LEVEL: 'loud' }, 'GRANTLOG_LOG_LEVEL is none of trace'],
    [{ GRANTLOG_KAFKA_BROKERS: 'one:9092,two' }, 'GRANTLOG_KAFKA_BROKERS is not HOST:PORT, or several'],
    [{ GRANTLOG_KAFKA_BROKERS: 'one:70000' }, 'GRANTLOG_KAFKA_BROKERS is not HOST:PORT, or several'],
    [{ GRANTLOG_DATABASE_URL: 'mysql://u:p@h/d' }, 'GRANTLOG_DATABASE_URL is not postgres://USER'],
    [{ GRANTLOG_DATABASE_URL: 'postgres://u:p@h:99999/d' }, 'GRANTLOG_DATABASE_URL is not postgres://USER'],
    [{ GRANTLOG_DATABASE_URL: 'h:5432' }, 'GRANTLOG_DATABASE_URL is not postgres://USER'],
    [{ GRANTLOG_DATA_DIR: ' x' }, 'GRANTLOG_DATA_DIR has white space at an end'],
    [
      { GRANTLOG_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' },
      'GRANTLOG_ROOT_ACCESS_KEY_ID is set without GRANTLOG_ROOT_SECRET_ACCESS_KEY',
    ],
    [{ GRANTLOG_TLS_KEY_FILE: 'k.pem' }, 'GRANTLOG_TLS_KEY_FILE is set without GRANTLOG_TLS_CERT_FILE'],
    [
      { GRANTLOG_TLS_CLIENT_CA_FILE: 'ca.pem' },
      'GRANTLOG_TLS_CLIENT_CA_FILE is set without GRANTLOG_TLS_CERT_FILE',
    ],
    [{ GRANTLOG_KAFKA_TLS: 'on' }, 'GRANTLOG_KAFKA_TLS is neither true nor false'],
    [
      { GRANTLOG_KAFKA_TLS: 'true', GRANTLOG_KAFKA_TLS_KEY_FILE: 'k.pem' },
      'GRANTLOG_KAFKA_TLS_KEY_FILE is set without GRANTLOG_KAFKA_TLS_CERT_FILE',
    ],
    [
      { GRANTLOG_KAFKA_TLS_CA_FILE: 'ca.pem' },
      'GRANTLOG_KAFKA_TLS_CA_FILE is set without GRANTLOG_KAFKA_TLS:',
    ],
    [
      { GRANTLOG_KAFKA_TLS_CA_FILE: 'ca.pem', GRANTLOG_KAFKA_TLS: 'false' },
      'GRANTLOG_KAFKA_TLS_CA_FILE is set without GRANTLOG_KAFKA_TLS:',
    ],
  ])('refuses %j with a message that names it', (environment, problem) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(problem)]);
  });

  it('reads the brokers one by one, and takes the address of a database on a socket', () => {
    const databaseUrl = 'postgresql://u:p@/d?host=/run/postgresql';
    const settings = loadSettings(
      { GRANTLOG_KAFKA_BROKERS: 'one:9092, two:9093', GRANTLOG_DATABASE_URL: databaseUrl },
      quotas,
    );
    expect(settings.kafkaBrokers).toEqual(['one:9092', 'two:9093']);
    expect(settings.databaseUrl).toBe(databaseUrl);
  });

  it('reports every problem at once and never repeats a value', () => {
    const problems = problemsOf({
      GRANTLOG_MASTER_KEY: 'canary-secret',
      GRANTLOG_KAFKA_BROKERS: 'u:canary-secret@h:1',
      GRANTLOG_DATABASE_URL: 'mysql://u:canary-secret@h',
      GRANTLOG_X: '1',
    });
    expect(problems).toHaveLength(4);
    expect(problems.join()).not.toContain('canary-secret');
  });
});
