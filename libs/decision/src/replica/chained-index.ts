import { type StoredEvent, toEnvelope, upcast } from '@grantlog/events';
import type { AccountIndex } from '../account-index/account-index.js';
import type { LogHead } from './account-source.js';
import { ChainTail } from './chain-tail.js';

/** Why an event was not taken; nothing from there on is. */
export type Refusal =
  /** It and what is in memory cannot be of one chain. */
  | { readonly kind: 'contradiction'; readonly revision: bigint }
  | { readonly kind: 'unfoldable'; readonly revision: bigint; readonly cause: unknown };

/** An account in memory that takes only what continues its chain of hashes. */
export class ChainedIndex {
  readonly #tail: ChainTail;
  #appliedCharacters = 0;

  /** @param hash of the newest event in memory, where it is known */
  constructor(
    readonly index: AccountIndex,
    hash: string | undefined,
  ) {
    this.#tail = new ChainTail({ revision: index.revision, hash });
  }

  /** How much was applied, as the length of the events' texts. */
  get appliedCharacters(): number {
    return this.#appliedCharacters;
  }

  /** The hash in memory at a revision; `undefined` for what is too long ago, or was never known. */
  hashAt(revision: bigint): string | undefined {
    return this.#tail.hashAt(revision);
  }

  /** Applies what follows without a gap, and skips what came before. Never throws. */
  take(events: readonly StoredEvent[]): Refusal | undefined {
    for (const event of events) {
      if (event.revision > this.index.revision + 1n) return undefined;
      const refusal = this.#takeOne(event);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  /**
   * Whether what is in memory and the log's newest event can be of one chain; from then on no other event is taken at
   * its revision. What is in memory without a hash counts as of another chain, because nobody can tell.
   *
   * @returns `undefined` where too much was applied since to compare: to be asked again
   */
  isOfLog(head: LogHead): boolean | undefined {
    const { revision } = this.index;
    if (this.#tail.hashAt(revision) === undefined) return false;
    const known = this.#tail.hashAt(head.revision);
    if (known !== undefined) return known === head.hash;
    if (head.revision < revision) return undefined;
    this.#tail.expect(head);
    return true;
  }

  #takeOne(event: StoredEvent): Refusal | undefined {
    const { index } = this;
    const contradiction: Refusal = { kind: 'contradiction', revision: event.revision };
    if (!this.#tail.mayHave(event.revision, event.hash)) return contradiction;
    if (event.revision <= index.revision) return undefined;
    try {
      const envelope = toEnvelope(event);
      if (!this.#tail.mayHave(index.revision, envelope.prevhash)) return contradiction;
      index.apply(upcast(envelope));
    } catch (cause) {
      return { kind: 'unfoldable', revision: event.revision, cause };
    }
    this.#tail.add(event);
    this.#appliedCharacters += event.text.length;
    return undefined;
  }
}
