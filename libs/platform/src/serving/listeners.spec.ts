import { loadSettings } from '../settings/load-settings.js';
import { listenersOf } from './listeners.js';

const defaults = { http: { host: '127.0.0.1', port: 8080 }, grpc: { host: '127.0.0.1', port: 50_051 } };

function listeners(environment: Record<string, string>) {
  return listenersOf(loadSettings(environment, []), defaults);
}

describe('listeners', () => {
  it('are those of the kind of process by default', () => {
    expect(listeners({})).toEqual({ addresses: defaults, warnings: [] });
  });

  it.each([
    [{ GRANTLOG_HTTP_LISTEN: '0.0.0.0:80' }, 'GRANTLOG_HTTP_LISTEN is reachable from other machines'],
    [{ GRANTLOG_GRPC_LISTEN: 'example.com:80' }, 'GRANTLOG_GRPC_LISTEN is reachable from other machines'],
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

  it('may be reachable with TLS, and then nothing is said', () => {
    const secured = {
      GRANTLOG_HTTP_LISTEN: '0.0.0.0:443',
      GRANTLOG_TLS_CERT_FILE: 'cert.pem',
      GRANTLOG_TLS_KEY_FILE: 'key.pem',
    };
    expect(listeners(secured)).toMatchObject({ addresses: { http: { host: '0.0.0.0' } }, warnings: [] });
  });

  it('of another kind of process are not looked at', () => {
    const settings = loadSettings({ GRANTLOG_GRPC_LISTEN: '0.0.0.0:1' }, []);
    expect(listenersOf(settings, { http: defaults.http })).toEqual({
      addresses: { http: defaults.http },
      warnings: [],
    });
  });
});
