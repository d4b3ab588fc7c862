import { createHash } from 'node:crypto';
import { EdgeError } from '@grantlog/contract';
import type { SecretCipher } from '@grantlog/credentials';
import type { AccountTransaction, AnswerKey } from '@grantlog/event-log';
import { canonicalJson } from '@grantlog/events';
import type { JsonObject } from '../catalogue/operation.js';
import type { WriteAnswer } from './write-answer.js';

/**
 * The answers of one principal under one idempotency key: kept for 24 hours together with what the command did, and
 * sealed, because an answer may hold a secret that is shown once.
 */
export class KeptAnswers {
  readonly #requestHash: string;

  constructor(
    private readonly transaction: AccountTransaction,
    private readonly cipher: SecretCipher,
    private readonly key: AnswerKey,
    request: { readonly operation: string; readonly input: unknown },
  ) {
    const text = canonicalJson([request.operation, request.input]);
    this.#requestHash = createHash('sha256').update(text).digest('hex');
  }

  /**
   * The answer that was given to the same request before.
   *
   * @throws EdgeError `idempotency_mismatch` when the key was used for another request.
   */
  async find(): Promise<WriteAnswer | undefined> {
    const kept = await this.transaction.keptAnswer(this.key);
    if (kept === undefined) return undefined;
    if (kept.requestHash !== this.#requestHash) throw mismatch(this.key.idempotencyKey);
    const { status, body, revision } = JSON.parse(this.cipher.open(kept, this.#place())) as StoredAnswer;
    return { status, body, revision: BigInt(revision) };
  }

  /** Keeps the answer; it becomes durable together with the command's effect. */
  keep({ status, body, revision }: WriteAnswer): void {
    const stored: StoredAnswer = { status, body, revision: String(revision) };
    const sealed = this.cipher.seal(JSON.stringify(stored), this.#place());
    this.transaction.keepAnswer(this.key, { requestHash: this.#requestHash, ...sealed });
  }

  #place(): readonly string[] {
    const { principal, idempotencyKey } = this.key;
    return ['kept-answer', this.transaction.account, principal, idempotencyKey, this.#requestHash];
  }
}

/** STORAGE FORMAT for 24 hours. */
interface StoredAnswer {
  readonly status: number;
  readonly body: JsonObject;
  readonly revision: string;
}

function mismatch(idempotencyKey: string): EdgeError {
  const detail = `the idempotency key \`${idempotencyKey}\` was used for another request; send a new key`;
  return new EdgeError('idempotency_mismatch', detail);
}
