import type { OnApplicationShutdown } from '@nestjs/common';

/** Closes what a process has open, when both edges have answered what was in flight. */
export class ReadCloser implements OnApplicationShutdown {
  constructor(private readonly close: () => Promise<void>) {}

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
