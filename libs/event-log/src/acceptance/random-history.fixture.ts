import type { DomainEvent } from '@grantlog/events';
import type { Facts } from './facts.fixture.js';

/** A sequence of numbers below a bound that a seed determines. */
export type Random = (below: number) => number;

/** A linear congruential generator (Numerical Recipes' constants). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** States facts about a small company that changes without end; names are used again after their holders are gone. */
export class RandomHistory {
  readonly #users: string[] = [];
  readonly #groups: string[] = [];
  readonly #policies: string[] = [];
  #made = 0;

  constructor(
    private readonly facts: Facts,
    private readonly random: Random,
  ) {}

  next(): DomainEvent {
    if (this.#users.length === 0) return this.newUser();
    if (this.#groups.length === 0) return this.newGroup();
    if (this.#policies.length === 0) return this.newPolicy();
    return this.anything();
  }

  private anything(): DomainEvent {
    const [user, group, policy] = [
      this.pick(this.#users),
      this.pick(this.#groups),
      this.pick(this.#policies),
    ];
    const choices = [
      () => this.newUser(),
      () => this.newGroup(),
      () => this.newPolicy(),
      () => this.facts.addedToGroup(user, group),
      () => this.facts.removedFromGroup(user, group),
      () => this.facts.attachedToUser(policy, user),
      () => this.facts.detachedFromUser(policy, user),
      () => this.facts.attachedToGroup(policy, group),
      () => this.facts.versionCreated(policy, `v${this.random(1000)}`),
      () => this.facts.sessionTokenIssued(user),
      () => this.userGone(user),
    ];
    return this.pick(choices)();
  }

  private newUser(): DomainEvent {
    this.#made += 1;
    const taken = new Set(this.#users.map((handle) => handle.split('#')[0]));
    const free = ['Ada', 'bob', 'Carl', 'dora'].find((name) => !taken.has(name)) ?? `u${this.#made}`;
    const handle = `${free}#${this.#made}`;
    this.#users.push(handle);
    return this.facts.userCreated(handle, `/team-${this.random(3)}/`);
  }

  private newGroup(): DomainEvent {
    this.#made += 1;
    this.#groups.push(`G${this.#made}`);
    return this.facts.groupCreated(`G${this.#made}`);
  }

  private newPolicy(): DomainEvent {
    this.#made += 1;
    this.#policies.push(`p${this.#made}`);
    return this.facts.policyCreated(`p${this.#made}`);
  }

  private userGone(handle: string): DomainEvent {
    this.#users.splice(this.#users.indexOf(handle), 1);
    return this.facts.userDeleted(handle);
  }

  private pick<T>(list: readonly T[]): T {
    const picked = list[this.random(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }
}
