/** A list marks a multivalued key. */
export type ContextValue = string | readonly string[];

/** The request context was given in a way that has no single meaning. */
export class ContextError extends Error {
  readonly code = 'duplicate_context_key';
  override readonly name = 'ContextError';

  constructor(readonly key: string) {
    super(`the context key \`${key}\` was given twice, give it once (its case does not matter)`);
  }
}

/** The condition keys of one request. Immutable; keys are found without regard to case. */
export class RequestContext {
  readonly #values: ReadonlyMap<string, ContextValue>;
  readonly #base: RequestContext | undefined;
  readonly #otherwise: RequestContext | undefined;

  /** Use {@link requestContext}. */
  constructor(values: ReadonlyMap<string, ContextValue>, base?: RequestContext, otherwise?: RequestContext) {
    this.#values = values;
    this.#base = base;
    this.#otherwise = otherwise;
  }

  /** The value of a key that is written in lower case; `undefined` when the request does not have it. */
  get(lowerCaseKey: string): ContextValue | undefined {
    return (
      this.#values.get(lowerCaseKey) ?? this.#base?.get(lowerCaseKey) ?? this.#otherwise?.get(lowerCaseKey)
    );
  }
}

/** A request context without any key. */
export const emptyContext = new RequestContext(new Map());

/**
 * Builds a request context from its keys and values.
 *
 * @param base keys that hold as well, for example those of the principal; built once and shared by many requests
 * @param otherwise keys that hold where neither the entries nor `base` have them, for example those of the clock
 * @throws ContextError when a key is given twice, in whatever case, also when `base` has it
 */
export function requestContext(
  entries: Iterable<readonly [string, ContextValue]>,
  base: RequestContext = emptyContext,
  otherwise?: RequestContext,
): RequestContext {
  const values = new Map<string, ContextValue>();
  for (const [key, value] of entries) {
    const lowerCaseKey = key.toLowerCase();
    if (values.has(lowerCaseKey) || base.get(lowerCaseKey) !== undefined) throw new ContextError(key);
    values.set(lowerCaseKey, value);
  }
  return new RequestContext(values, base, otherwise);
}
