import type { OnApplicationShutdown } from '@nestjs/common';

/** Something that runs or is open. */
export interface Closeable {
  close(): Promise<void> | void;
}

/** Closes what a process has open, one after the other, when both edges have answered what was in flight. */
export class ReadCloser implements OnApplicationShutdown {
  constructor(private readonly inOrder: readonly Closeable[]) {}

  async onApplicationShutdown(): Promise<void> {
    for (const each of this.inOrder) await each.close();
  }
}
