import {
  type DocumentOf,
  documentKey,
  type EntityDocument,
  evolve,
  nameKey,
  references,
} from '@grantlog/account-state';
import type { DomainEvent, RecordedEvent } from '@grantlog/events';
import type { AccountFacts } from './account-facts.js';
import { DomainError, type DomainErrorCode } from './domain-error.js';
import { defaultQuotas, type Quotas } from './quotas.js';

type Named = Exclude<EntityDocument['kind'], 'account'>;

/** The account that the given events make, with what a loader needs to find in it. */
export class GivenAccount {
  readonly #documents = new Map<string, EntityDocument>();

  constructor(
    events: readonly DomainEvent[],
    private readonly quotas: Quotas,
  ) {
    events.forEach((event, index) => {
      this.#fold({ ...event, revision: BigInt(index + 1), time: '2026-01-31T12:00:00.000Z' });
    });
  }

  byName<K extends Named>(kind: K, name: string): DocumentOf<K> | undefined {
    const documents = [...this.#documents.values()];
    const found = documents.find((each) => each.kind === kind && nameKey(each.name) === nameKey(name));
    return found as DocumentOf<K> | undefined;
  }

  /** How many entities refer to one; 0 where it does not exist. */
  referrerCount(entity: EntityDocument | undefined): number {
    const documents = [...this.#documents.values()];
    return documents.filter((each) => entity !== undefined && references(each).includes(entity.id)).length;
  }

  facts(): AccountFacts {
    const counts = { account: 0, user: 0, group: 0, role: 0, policy: 0 };
    for (const { kind } of this.#documents.values()) counts[kind] += 1;
    return { quotas: this.quotas, counts };
  }

  #fold(event: RecordedEvent): void {
    const key = documentKey(event);
    if (key === undefined) return;
    const next = evolve(this.#documents.get(key.id), event);
    if (next === undefined) this.#documents.delete(key.id);
    else this.#documents.set(key.id, next);
  }
}

/** The rules of one kind of entity, in the form in which a specification calls them. */
interface Rules<Command, State> {
  readonly decide: (command: Command, state: State) => readonly DomainEvent[];
  /** Finds what the command needs, as an edge does. */
  readonly load: (command: Command, account: GivenAccount) => State;
}

/** Begins the sentences `given(…events).when(command).then(…events)` about one kind of entity. */
export function specification<Command, State>(rules: Rules<Command, State>) {
  return (...given: readonly DomainEvent[]) => new Given(rules, given, defaultQuotas);
}

class Given<Command, State> {
  constructor(
    private readonly rules: Rules<Command, State>,
    private readonly given: readonly DomainEvent[],
    private readonly quotas: Quotas,
  ) {}

  /** Other limits than AWS's, so that few events reach them. */
  withQuotas(quotas: Partial<Quotas>): Given<Command, State> {
    return new Given(this.rules, this.given, { ...this.quotas, ...quotas });
  }

  when(command: Command): When {
    const account = new GivenAccount(this.given, this.quotas);
    return new When(() => this.rules.decide(command, this.rules.load(command, account)));
  }
}

class When {
  constructor(private readonly decide: () => readonly DomainEvent[]) {}

  /** Exactly these facts; none means that all was already so. */
  then(...events: readonly DomainEvent[]): void {
    expect(this.decide()).toEqual(events);
  }

  thenRejected(code: DomainErrorCode, message?: string | RegExp): DomainError {
    try {
      this.decide();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      expect(error.code).toBe(code);
      if (message !== undefined) expect(error.message).toMatch(message);
      return error;
    }
    throw new Error(`expected a refusal with \`${code}\``);
  }
}
