import type { StoredEvent } from '@grantlog/events';
import { allow, happened, user } from '../../account.fixture.js';
import { stored } from '../../in-memory-source.fixture.js';

/** A number below a bound that a seed determines. */
export type Random = (below: number) => number;

/** mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Fact = Parameters<typeof stored>[2];

/** The events of an account that changes without end: users come, change and go; some events change no document. */
export class RandomHistory {
  readonly events: StoredEvent[] = [];
  readonly #users: string[] = [];
  #made = 0;

  constructor(
    readonly account: string,
    private readonly random: Random,
  ) {
    this.#add(happened.accountCreated(account));
    this.#add(happened.groupCreated('staff'));
    this.#add(happened.policyCreated('base', allow('s3:GetObject')));
  }

  get revision(): bigint {
    return BigInt(this.events.length);
  }

  /** Appends that many events and returns them. */
  grow(count: number): readonly StoredEvent[] {
    const from = this.events.length;
    for (let made = 0; made < count; made += 1) this.#add(this.#anything());
    return this.events.slice(from);
  }

  /** Appends users. */
  hire(count: number): void {
    for (let made = 0; made < count; made += 1) this.#add(this.#newUser());
  }

  /** Events after a revision until another one (inclusive). */
  between(from: bigint, until: bigint): readonly StoredEvent[] {
    return this.events.slice(Number(from), Number(until));
  }

  #add(fact: Fact): void {
    this.events.push(stored(this.account, this.revision + 1n, fact));
  }

  #anything(): Fact {
    const someone = this.#users[this.random(this.#users.length || 1)];
    if (someone === undefined) return this.#newUser();
    const choices = [
      () => this.#newUser(),
      () => happened.joined(someone, 'staff'),
      () => happened.left(someone, 'staff'),
      () => happened.attachedToUser(someone, 'base'),
      () => happened.inlinePut(someone, allow(`s3:Get${this.random(100)}`)),
      () => happened.inlineDeleted(someone),
      () => ({ type: 'SessionTokenIssued', data: { ...user(someone), accessKeyId: 'ASIA1' } }),
      () => this.#gone(someone),
    ];
    return choices[this.random(choices.length)]?.() ?? this.#newUser();
  }

  #newUser(): Fact {
    this.#made += 1;
    this.#users.push(`u${this.#made}`);
    return happened.userCreated(`u${this.#made}`, { team: String(this.random(5)) });
  }

  #gone(name: string): Fact {
    this.#users.splice(this.#users.indexOf(name), 1);
    return happened.userDeleted(name);
  }
}
