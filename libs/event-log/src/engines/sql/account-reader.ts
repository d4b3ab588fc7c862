import type { AccountReader } from '../../event-log.js';
import { DocumentQueries } from './documents/document-queries.js';
import type { SqlSession } from './sql-driver.js';

/** The documents of an account at a revision that is already in its past or present, so that they never change. */
export class AccountReaderAt extends DocumentQueries implements AccountReader {
  constructor(
    session: SqlSession,
    account: string,
    readonly revision: bigint,
  ) {
    super(session, account, revision);
  }
}
