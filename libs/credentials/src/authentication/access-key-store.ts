import type { Sealed } from '../secret-cipher/sealed.js';

/**
 * A long-term access key as it is stored. It never changes: activation and deletion are facts of the owner's
 * document, not of this row.
 */
export interface StoredAccessKey {
  readonly account: string;
  /** `AKIA…` */
  readonly accessKeyId: string;
  readonly ownerKind: 'user' | 'root';
  /** `AIDA…`, or the account id for the root. */
  readonly ownerId: string;
  /** The secret access key, sealed by `sealAccessKeySecret`. */
  readonly sealedSecret: Sealed;
}

/** Port: where long-term access keys are found. Ids are unique over all accounts and never used again. */
export interface AccessKeyStore {
  find(accessKeyId: string): Promise<StoredAccessKey | undefined>;
}
