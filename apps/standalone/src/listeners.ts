import type { ListenAddress, Settings } from '@grantlog/platform';
import { isLoopback, SettingsError, settingsTable } from '@grantlog/platform';

/** Where the process listens. */
export interface Listeners {
  readonly http: ListenAddress;
  readonly grpc: ListenAddress;
  /** Names the listeners that anybody on the network can reach without TLS, which was permitted. */
  readonly warnings: readonly string[];
}

/**
 * The listeners that the settings ask for.
 *
 * @throws SettingsError when TLS is asked for, which is not built yet, or when a listener would be plain and reachable
 * from other machines without the explicit permission.
 */
export function listenersOf(settings: Settings): Listeners {
  const http = settings.httpListen ?? { host: '127.0.0.1', port: 8080 };
  const grpc = settings.grpcListen ?? { host: '127.0.0.1', port: 50_051 };
  const tls = (['tlsCertFile', 'tlsKeyFile', 'tlsClientCaFile'] as const).filter(
    (key) => settings[key] !== undefined,
  );
  const open = (['httpListen', 'grpcListen'] as const).filter(
    (key) => !isLoopback({ httpListen: http, grpcListen: grpc }[key]),
  );
  const problems = [
    ...tls.map(
      (key) => `${settingsTable[key].name} is not supported yet: unset it and end TLS in front of grantlog`,
    ),
    ...(settings.allowPlaintext === true ? [] : open.map((key) => plainProblem(settingsTable[key].name))),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    http,
    grpc,
    warnings: open.map((key) => `${settingsTable[key].name} is reachable from other machines without TLS`),
  };
}

function plainProblem(name: string): string {
  return (
    `${name} is reachable from other machines and has no TLS: listen on 127.0.0.1, ` +
    `or set ${settingsTable.allowPlaintext.name}=true if the network in between is trusted`
  );
}
