/** Runs single statements with `$1` parameters; `bigint` columns come back as BigInt, `timestamptz` as Date. */
export interface SqlSession {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs several statements without parameters. */
  script(text: string): Promise<void>;
}

/** What an engine has to offer: PostgreSQL's language over some connection. */
export interface SqlDriver extends SqlSession {
  /**
   * Runs `work` in one READ COMMITTED transaction: committed when it resolves, rolled back when it throws. Inside,
   * only the given session may be used: an engine with one session would wait for itself for ever.
   */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
  /** Waits for running statements, then releases the engine. */
  close(): Promise<void>;
}
