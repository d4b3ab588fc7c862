import { encodeRevisionToken, type RevisionScope } from '@grantlog/contract';

/** Accounts whose last token is kept; beyond that all are made again. */
const KEPT_ACCOUNTS = 1_024;

interface KnownToken {
  readonly logId: string;
  readonly revision: bigint;
  readonly token: string;
}

/** Revision tokens. An account's last one is kept, because many answers come from one revision. */
export class RevisionTokens {
  readonly #last = new Map<string, KnownToken>();

  /** The token of a revision of an account. */
  of({ logId, account }: RevisionScope, revision: bigint): string {
    const last = this.#last.get(account);
    if (last?.revision === revision && last.logId === logId) return last.token;
    const token = encodeRevisionToken({ logId, account }, revision);
    if (last === undefined && this.#last.size >= KEPT_ACCOUNTS) this.#last.clear();
    this.#last.set(account, { logId, revision, token });
    return token;
  }
}
