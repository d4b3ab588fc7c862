import { estimatedBytes, perCompiledCharacter } from './account-weight.js';
import type { AccountFollower } from './account-follower.js';

/** An account is weighed again when what was applied to it may have added this share of its weight. */
const reweighShare = 0.25;

interface Loaded {
  readonly follower: AccountFollower;
  bytes: number;
  /** What had been applied when it was weighed. */
  weighedAt: number;
  /** Place in the order of questions. */
  askedAt: number;
}

/** The accounts in memory, weighed, and the least recently asked ones dropped when they are too heavy together. */
export class LoadedAccounts {
  readonly #limitBytes: number;
  readonly #onDrop: (follower: AccountFollower) => void;
  readonly #loaded = new Map<string, Loaded>();
  #questions = 0;
  /** Accounts dropped since the process started. */
  drops = 0;

  /** @param onDrop told of each account that is dropped, after it is out of reach */
  constructor(limitBytes: number, onDrop: (follower: AccountFollower) => void) {
    this.#limitBytes = limitBytes;
    this.#onDrop = onDrop;
  }

  get size(): number {
    return this.#loaded.size;
  }

  /** The account for a question, which makes it the most recently asked one. */
  ask(account: string): AccountFollower | undefined {
    const loaded = this.#loaded.get(account);
    if (loaded === undefined) return undefined;
    loaded.askedAt = this.#questions += 1;
    return loaded.follower;
  }

  /** The account, for something else than a question. */
  find(account: string): AccountFollower | undefined {
    return this.#loaded.get(account)?.follower;
  }

  /** Every account, in no particular order. */
  *followers(): Generator<AccountFollower> {
    for (const { follower } of this.#loaded.values()) yield follower;
  }

  /** Takes an account that was just asked about. */
  add(follower: AccountFollower): void {
    this.#loaded.set(follower.account, {
      follower,
      bytes: estimatedBytes(follower.index.documents()),
      weighedAt: follower.appliedCharacters,
      askedAt: (this.#questions += 1),
    });
  }

  /** About how much memory the account takes. */
  bytesOf(account: string): number {
    const loaded = this.#loaded.get(account);
    return loaded === undefined ? 0 : weight(loaded);
  }

  /** About how much memory all accounts take. */
  get bytes(): number {
    let sum = 0;
    for (const loaded of this.#loaded.values()) sum += weight(loaded);
    return sum;
  }

  /**
   * Drops accounts, the least recently asked first, until the rest fits. The one asked last stays, however heavy it is,
   * and so does one that is waited for, that is behind, that has stopped, or that has what the log was not yet heard to
   * have: it could not be had again as it is.
   */
  trim(): void {
    let { bytes } = this;
    if (bytes <= this.#limitBytes) return;
    const byQuestion = [...this.#loaded.values()].sort((left, right) => left.askedAt - right.askedAt);
    for (const loaded of byQuestion.slice(0, -1)) {
      if (bytes <= this.#limitBytes) return;
      if (isNeeded(loaded.follower)) continue;
      bytes -= weight(loaded);
      this.#loaded.delete(loaded.follower.account);
      this.drops += 1;
      this.#onDrop(loaded.follower);
    }
  }
}

/** What an account weighed, and what was applied since as if it were all policies. */
function weight(loaded: Loaded): number {
  const { follower, bytes, weighedAt } = loaded;
  const growth = (follower.appliedCharacters - weighedAt) * perCompiledCharacter;
  if (growth <= bytes * reweighShare) return bytes + growth;
  loaded.bytes = estimatedBytes(follower.index.documents());
  loaded.weighedAt = follower.appliedCharacters;
  return loaded.bytes;
}

function isNeeded({ isAwaited, isConfirmed, stopReason, seen, index }: AccountFollower): boolean {
  return isAwaited || stopReason !== undefined || index.revision < seen || !isConfirmed;
}
