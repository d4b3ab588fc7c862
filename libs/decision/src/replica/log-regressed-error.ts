/**
 * The log has less of an account than this process knows of it: it was restored from a backup, or it is another log.
 * What is in memory may belong to a history that no longer exists.
 */
export class LogRegressedError extends Error {
  override readonly name = 'LogRegressedError';

  constructor(account: string, head: bigint, known: bigint) {
    super(`the log has revision ${head} of account \`${account}\`, but ${known} is known of it`);
  }
}
