import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeHandler, Subscription } from '../change-feed.js';
import type { DenseRun } from '../dense-runs.js';

/** How long a rejected delivery waits before it comes again. */
const retryAfterMs = 100;

/** One who takes part in a group. */
export type Member = Subscription;

class QueueMember implements Member {
  /** Deliveries that run. */
  readonly running = new Set<Promise<void>>();
  #isFailing = false;
  #hasLeft = false;

  constructor(
    private readonly handler: ChangeHandler,
    private readonly leave: () => void,
    private readonly onError: (error: unknown) => void,
  ) {}

  get isConnected(): boolean {
    return !this.#hasLeft && !this.#isFailing;
  }

  async stop(): Promise<void> {
    this.#hasLeft = true;
    this.leave();
    await Promise.all(this.running);
  }

  /** Whether the handler took it. */
  async take({ account, events }: DenseRun): Promise<boolean> {
    try {
      await this.handler(account, events);
      this.#isFailing = false;
      return true;
    } catch (error) {
      this.#isFailing = true;
      this.onError(error);
      return false;
    }
  }
}

/** What one group has not taken yet: each account's deliveries, one after the other. */
export class SharedQueue {
  readonly #waiting = new Map<string, DenseRun[]>();
  readonly #busy = new Set<string>();
  #members: readonly QueueMember[] = [];

  constructor(private readonly onError: (error: unknown) => void) {}

  join(handler: ChangeHandler): Member {
    const member: QueueMember = new QueueMember(
      handler,
      () => {
        this.#members = this.#members.filter((other) => other !== member);
        this.handOut();
      },
      this.onError,
    );
    this.#members = [...this.#members, member];
    this.handOut();
    return member;
  }

  add(run: DenseRun): void {
    const runs = this.#waiting.get(run.account) ?? [];
    runs.push(run);
    this.#waiting.set(run.account, runs);
    this.serve(run.account);
  }

  private handOut(): void {
    for (const account of this.#waiting.keys()) this.serve(account);
  }

  private serve(account: string): void {
    const run = this.#waiting.get(account)?.[0];
    const member = this.memberOf(account);
    if (run === undefined || member === undefined || this.#busy.has(account)) return;
    this.#busy.add(account);
    const delivery = this.deliver(member, run).finally(() => {
      member.running.delete(delivery);
    });
    member.running.add(delivery);
  }

  private async deliver(member: QueueMember, run: DenseRun): Promise<void> {
    const isTaken = await member.take(run);
    if (isTaken) this.shift(run.account);
    this.#busy.delete(run.account);
    if (isTaken) this.serve(run.account);
    else
      void sleep(retryAfterMs).then(() => {
        this.serve(run.account);
      });
  }

  private shift(account: string): void {
    const runs = this.#waiting.get(account);
    runs?.shift();
    if (runs?.length === 0) this.#waiting.delete(account);
  }

  /** The same member for an account as long as nobody joins or leaves. */
  private memberOf(account: string): QueueMember | undefined {
    let sum = 0;
    for (const character of account) sum += character.charCodeAt(0);
    return this.#members[sum % this.#members.length];
  }
}
