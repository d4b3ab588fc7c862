import type { IncomingHeaders } from '@grantlog/credentials';
import type { JsonObject, Operation } from '../catalogue/operation.js';
import { inputProblem, plainWords } from './input-problem.js';
import type { InputSchema } from './input-schema.js';
import { jsonBody } from './json-body.js';
import { queryParameters } from './query-parameters.js';
import { pointerOf, validationError } from './validation-error.js';

/** The parts of a request that hold the input of an operation. */
export interface RequestParts {
  readonly rawUrl: string;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHeaders;
  /** Empty when there is none. */
  readonly body: Uint8Array;
}

/**
 * The input of an operation: path parameters, query and body as one object, checked by the operation's schema and by
 * its own check.
 *
 * @throws EdgeError `validation_error`, `not_supported`, `unsupported_media_type`; DomainError of the operation's check
 */
export function operationInput(
  operation: Pick<Operation, 'input' | 'check' | 'method'>,
  schema: InputSchema,
  parts: RequestParts,
): unknown {
  const query = queryMembers(parts.rawUrl, schema);
  const body = bodyMembers(operation.method, schema, parts);
  const merged = new Map<string, unknown>();
  for (const [name, value] of [...Object.entries(parts.pathParameters), ...query, ...Object.entries(body)]) {
    if (merged.has(name)) throw givenTwice(name);
    refuseDotName(name, value);
    merged.set(name, value);
  }
  const checked = operation.input.safeParse(Object.fromEntries(merged), {
    error: plainWords,
    reportInput: true,
  });
  if (!checked.success) throw inputProblem(checked.error);
  operation.check?.(checked.data);
  return checked.data;
}

function queryMembers(rawUrl: string, { lists }: InputSchema): ReadonlyMap<string, unknown> {
  const query = new Map<string, string | string[]>();
  for (const [name, value] of queryParameters(rawUrl)) {
    const present = query.get(name);
    if (Array.isArray(present)) present.push(value);
    else if (present !== undefined) throw givenTwice(name);
    else query.set(name, lists.has(name) ? [value] : value);
  }
  return query;
}

function bodyMembers(
  method: Operation['method'],
  { documents }: InputSchema,
  { body, headers }: RequestParts,
): JsonObject {
  if (method !== 'GET' && method !== 'DELETE') return jsonBody(body, headers, documents);
  if (body.length === 0) return {};
  throw validationError('', 'body_not_allowed', `a ${method} request takes no body, leave it out`);
}

/** A client that normalises addresses could never name such an entity in a path again. */
function refuseDotName(name: string, value: unknown): void {
  if (!/name$/i.test(name) || (value !== '.' && value !== '..')) return;
  const detail = `\`${value}\` cannot be a name, because it means a directory in an address; use another one`;
  throw validationError(pointerOf([name]), 'invalid_name', detail);
}

function givenTwice(name: string) {
  return validationError(pointerOf([name]), 'duplicate_field', `\`${name}\` is given twice, give it once`);
}
