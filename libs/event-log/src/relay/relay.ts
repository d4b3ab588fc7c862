/** How far the relays of a log are. */
export interface RelayProgress {
  /** Accounts that have events nobody has published. */
  readonly accountsBehind: number;
  readonly eventsBehind: number;
  /** How old the oldest of them is; 0 when there are none. */
  readonly oldestSeconds: number;
}

/** Carries what is committed to the feed, from the moment it starts until it is stopped. */
export interface Relay {
  /** Events that this relay has published since it started. */
  readonly published: number;
  /** Whether its last attempt worked: false while it rests because the feed or the log is down. */
  readonly isDelivering: boolean;
  /**
   * Asks the log how much is unpublished, by whichever relay. Costs a scan of the backlog, which is short unless the
   * feed was down for long.
   *
   * @throws LogUnavailableError when the log does not answer
   */
  progress(): Promise<RelayProgress>;
  /** Ends after what is being published now; the rest stays for the next relay. */
  stop(): Promise<void>;
}
