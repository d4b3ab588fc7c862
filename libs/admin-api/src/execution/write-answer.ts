import type { JsonObject } from '../catalogue/operation.js';

/** The answer of a command. */
export interface WriteAnswer {
  readonly status: number;
  /** With the member `revision`. */
  readonly body: JsonObject;
  /** The revision that holds all of the command's effect; the current one where it changed nothing. */
  readonly revision: bigint;
}
