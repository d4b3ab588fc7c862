import type { JsonObject } from '../catalogue/operation.js';

/** The answer of a command. */
export interface WriteAnswer {
  readonly status: number;
  /** With the member `revision`. */
  readonly body: JsonObject;
  /** The revision that holds all of the command's effect; the current one where it changed nothing. */
  readonly revision: bigint;
}

/** An answer with what is revealed only now; a secret joins the entity that it belongs to, under the same name. */
export function withRevealed(body: JsonObject, revealed: JsonObject): JsonObject {
  const members = Object.entries(revealed).map(([name, value]): [string, unknown] => {
    const present = body[name];
    return [name, isObject(present) && isObject(value) ? { ...present, ...value } : value];
  });
  return { ...body, ...Object.fromEntries(members) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
