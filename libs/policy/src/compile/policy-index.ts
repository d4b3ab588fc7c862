import type { Effect } from '../document/policy.js';
import type { CompiledStatement } from './compiled-statement.js';
import { statementEntries } from './statement-entries.js';
import { StatementIndex } from './statement-index.js';

/** The statements of one or more policies by effect and action. Each effect's index is made when it is first asked. */
export class PolicyIndex {
  readonly #policies: readonly (readonly CompiledStatement[])[];
  #deny: StatementIndex | undefined;
  #allow: StatementIndex | undefined;

  /** @param policies the statements of each policy */
  constructor(policies: readonly (readonly CompiledStatement[])[]) {
    this.#policies = policies;
  }

  get deny(): StatementIndex {
    return (this.#deny ??= this.#make('Deny'));
  }

  get allow(): StatementIndex {
    return (this.#allow ??= this.#make('Allow'));
  }

  #make(effect: Effect): StatementIndex {
    return new StatementIndex(
      this.#policies.flatMap((statements, policy) =>
        statementEntries(
          statements.filter((statement) => statement.effect === effect),
          policy,
        ),
      ),
    );
  }
}
