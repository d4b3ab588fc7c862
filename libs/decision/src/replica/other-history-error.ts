/**
 * What is in memory of an account is not what the log has at that revision: the feed or the warm copy brought something
 * that the log never had, or the log was restored and went on differently.
 */
export class OtherHistoryError extends Error {
  override readonly name = 'OtherHistoryError';

  constructor(account: string, revision: bigint) {
    super(`account \`${account}\` at revision ${revision} is not as the log has it`);
  }
}
