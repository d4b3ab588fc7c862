import type { CommandOperation, Operation, QueryOperation } from './operation.js';

/** A row of the catalogue that may change something; its parts are checked against each other here. */
export function command<Input, State>(row: Omit<CommandOperation<Input, State>, 'kind'>): Operation {
  return { kind: 'command', ...row };
}

/** A row of the catalogue that only reads. */
export function query<Input, State>(row: Omit<QueryOperation<Input, State>, 'kind'>): Operation {
  return { kind: 'query', ...row };
}
