import { NotInstalledError } from './native/not-installed-error.js';

/** The ways to start a server. */
export interface Ways<T> {
  /** Rejects with `NotInstalledError` where the programs are missing. */
  readonly native: () => Promise<T>;
  readonly containers: () => Promise<T>;
}

/** A process of this machine, else a container; only the one that `TEST_SERVICES` names. */
export function firstWay<T>({ native, containers }: Ways<T>): Promise<T> {
  const wanted = process.env['TEST_SERVICES'] ?? '';
  switch (wanted) {
    case 'native':
      return native();
    case 'containers':
      return containers();
    case '':
      return native().catch((missing: unknown) => {
        if (!(missing instanceof NotInstalledError)) throw missing;
        return containers().catch((error: unknown) => {
          throw new Error(`${missing.message}; containers: ${messageOf(error)}`);
        });
      });
    default:
      return Promise.reject(
        new Error(`\`${wanted}\` is no value of TEST_SERVICES; use \`native\` or \`containers\``),
      );
  }
}

/** Errors of Node itself are of another realm inside Jest. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
