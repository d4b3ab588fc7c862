import { limits } from '@grantlog/contract';
import type { IncomingHeaders } from '@grantlog/credentials';
import { assertJsonBody } from '@grantlog/platform';
import { readJson, toPlain } from '@grantlog/policy';
import type { JsonObject } from '../catalogue/operation.js';
import { documentText } from './document-text.js';
import { validationError, validationErrors } from './validation-error.js';

/** Two levels more than a policy document may have, because a document may stand in a body. */
const bodyLimits = { maxCharacters: limits.httpBody.value, maxDepth: limits.httpBodyDepth.value };

/**
 * The members of a request body: strict JSON, one object. No body and an empty one are `{}`.
 *
 * @param documents names of members that hold documents: an object there becomes the text of a document that means the same
 * @throws EdgeError `unsupported_media_type` unless the body is JSON as it stands; `validation_error` for
 * what is no JSON object, with line and column.
 */
export function jsonBody(
  body: Uint8Array,
  headers: IncomingHeaders,
  documents: ReadonlySet<string>,
): JsonObject {
  if (body.length === 0) return {};
  assertJsonBody(headers);
  const reading = readJson(utf8(body), bodyLimits);
  if (!reading.ok) throw validationErrors(reading.errors);
  if (reading.value.kind !== 'object') {
    const detail = `found a JSON ${reading.value.kind}, send an object as the body`;
    throw validationError('', 'wrong_type', detail);
  }
  const members = [...reading.value.members].map(([name, value]): [string, unknown] => {
    const isDocument = documents.has(name) && value.kind === 'object';
    return [name, isDocument ? documentText(value) : toPlain(value)];
  });
  return Object.fromEntries(members);
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw validationError('', 'invalid_utf8', 'the body is not UTF-8; encode it as UTF-8');
  }
}
