import { pino } from 'pino';
import type { Logger } from 'pino';

/** Structured log of one process: JSON lines on standard error, so that standard output stays for people. */
export type { Logger } from 'pino';

/** Opens the log. What could be secret is never handed to it; the listed members are removed all the same. */
export function openLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'secretAccessKey',
          'sessionToken',
          'masterKey',
          'authorization',
          '*.secretAccessKey',
          '*.sessionToken',
        ],
        remove: true,
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
