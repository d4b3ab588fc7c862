import { loadSettings } from '@grantlog/platform';
import { listenersOf } from './listeners.js';

function listeners(environment: Record<string, string>) {
  return listenersOf(loadSettings(environment, []));
}

describe('listeners', () => {
  it('are on loopback by default', () => {
    expect(listeners({})).toEqual({
      http: { host: '127.0.0.1', port: 8080 },
      grpc: { host: '127.0.0.1', port: 50_051 },
      warnings: [],
    });
  });

  it.each([
    [{ GRANTLOG_HTTP_LISTEN: '0.0.0.0:80' }, 'GRANTLOG_HTTP_LISTEN is reachable from other machines'],
    [{ GRANTLOG_GRPC_LISTEN: 'example.com:80' }, 'GRANTLOG_GRPC_LISTEN is reachable from other machines'],
    [
      { GRANTLOG_TLS_CERT_FILE: 'c', GRANTLOG_TLS_KEY_FILE: 'k' },
      'GRANTLOG_TLS_CERT_FILE is not supported yet',
    ],
    [{ GRANTLOG_TLS_CLIENT_CA_FILE: 'ca' }, 'GRANTLOG_TLS_CLIENT_CA_FILE is not supported yet'],
  ])('are refused: %j', (environment, problem) => {
    expect(() => listeners(environment)).toThrow(problem);
  });

  it('may be plain and reachable with explicit permission, and then say so', () => {
    const permitted = {
      GRANTLOG_HTTP_LISTEN: '[::]:80',
      GRANTLOG_GRPC_LISTEN: '[::1]:1',
      GRANTLOG_ALLOW_PLAINTEXT: 'true',
    };
    expect(listeners(permitted).warnings).toEqual([
      'GRANTLOG_HTTP_LISTEN is reachable from other machines without TLS',
    ]);
  });
});
