import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountTransaction, Committed } from '../../../event-log.js';
import type { CommittedBatch, Outcome, Work } from './run-batch.js';

/** How many commands share one commit at most: bounds how long the first of them waits for the last. */
export const maxBatchSize = 64;

interface Waiting {
  readonly work: Work;
  readonly settle: (outcome: Outcome) => void;
}

/** The commands that wait for one account. While a batch commits, the next one gathers. */
export class AccountQueue {
  readonly #waiting: Waiting[] = [];
  #draining: Promise<void> | undefined;

  /** @param run runs one batch; it is never called while an earlier call of it is under way */
  constructor(private readonly run: (works: readonly Work[]) => Promise<CommittedBatch>) {}

  /** Resolves when no command waits or runs. */
  get idle(): Promise<void> {
    return this.#draining ?? Promise.resolve();
  }

  add<T>(work: (transaction: AccountTransaction) => Promise<T>): Promise<Committed<T>> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) => {
        if ('committed' in outcome) resolve(outcome.committed as Committed<T>);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the work threw
        else reject(outcome.refused.error);
      };
      this.#waiting.push({ work, settle });
      this.#draining ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Lets every request that has already arrived join: an engine in this process never waits for input or output
      // while it works, so without this turn each command would have a commit of its own.
      await nextTurn();
      await this.runNext(this.#waiting.splice(0, maxBatchSize));
    }
    this.#draining = undefined;
  }

  private async runNext(members: readonly Waiting[]): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      ({ outcomes } = await this.run(members.map(({ work }) => work)));
    } catch (error) {
      outcomes = members.map(() => ({ refused: { error } }));
    }
    members.forEach(({ settle }, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) settle(outcome);
    });
  }
}
