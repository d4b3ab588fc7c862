import type { Replica } from '@grantlog/decision';
import type { EventLog } from '@grantlog/event-log';
import type { OnApplicationShutdown } from '@nestjs/common';

/** Closes the log last, when both edges have answered what was in flight. */
export class LogCloser implements OnApplicationShutdown {
  constructor(
    private readonly replica: Replica,
    private readonly log: EventLog,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.replica.stop();
    await this.log.close();
  }
}
