/**
 * A server that was started for one test group alone, so that the group may break it. Ports, addresses and data stay the
 * same until `stop`.
 */
export interface RealService {
  /** Where clients find it: a URL, or `host:port`. */
  readonly address: string;
  /** SIGKILL, as in a crash. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** An orderly end that keeps the data. Resolves when the process is gone. */
  shutDown(): Promise<void>;
  /** Starts it again on the same data and port, after an orderly end where it still runs. Resolves when it is ready. */
  restart(): Promise<void>;
  /** It no longer runs but keeps its connections, as a machine without CPU (SIGSTOP). */
  pause(): Promise<void>;
  /** Goes on after `pause`. */
  resume(): Promise<void>;
  /** Ends it for good and removes its data; safe to repeat. */
  stop(): Promise<void>;
}

/** What runs a server: a process of this machine or a container. It knows nothing of what the server does. */
export interface Runner {
  /** Resolves when the program runs, which says nothing of whether it answers. */
  start(): Promise<void>;
  /** What the program printed last, when it runs no more; `undefined` while it runs. */
  lastWords(): Promise<string | undefined>;
  /** Resolves when the program has ended, at once when it does not run. */
  end(signal: NodeJS.Signals): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Removes what the program leaves behind. */
  remove(): Promise<void>;
}
