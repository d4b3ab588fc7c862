import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Hands the framework's own messages to the process log; its start-up chatter is at debug level. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: readonly unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }

  warn(message: unknown, ...context: readonly unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }

  error(message: unknown, ...context: readonly unknown[]): void {
    const cause = message instanceof Error ? { err: message } : { context };
    this.logger.error(cause, String(message));
  }
}
