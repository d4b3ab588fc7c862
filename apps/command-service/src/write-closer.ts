import type { ChangeFeed, EventLog, Relay } from '@grantlog/event-log';
import type { OnApplicationShutdown } from '@nestjs/common';

/** Closes the log last, when every command in flight has been answered and what is being published is published. */
export class WriteCloser implements OnApplicationShutdown {
  constructor(
    private readonly relay: Relay,
    private readonly feed: ChangeFeed,
    private readonly log: EventLog,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await this.feed.close();
    await this.log.close();
  }
}
