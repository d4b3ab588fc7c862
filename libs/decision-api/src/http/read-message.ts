import { type DescMessage, fromJson, type MessageShape } from '@bufbuild/protobuf';
import { EdgeError, type FieldError, type Limit } from '@grantlog/contract';
import type { IncomingHeaders } from '@grantlog/credentials';
import { assertJsonBody } from '@grantlog/platform';
import { type Finding, readJson, toPlain } from '@grantlog/policy';
import { undecodable } from './undecodable.js';

/** The body of a request as it came. */
export interface ReceivedBody {
  readonly headers: IncomingHeaders;
  readonly body: Uint8Array;
}

/**
 * Reads a message as proto3 JSON, strictly: unknown fields, wrong types, a field named twice in whatever spelling and
 * two members of a oneof are errors.
 *
 * @throws EdgeError
 */
export function readMessage<Desc extends DescMessage>(
  schema: Desc,
  { headers, body }: ReceivedBody,
  limit: Limit,
): MessageShape<Desc> {
  assertJsonBody(headers);
  if (body.length > limit.value) {
    const detail = `the message has ${body.length} bytes; send at most ${limit.value}`;
    throw new EdgeError('payload_too_large', detail);
  }
  const reading = readJson(decode(body), { maxCharacters: limit.value });
  if (!reading.ok) throw malformed(reading.errors.slice(0, 10));
  try {
    return fromJson(schema, toPlain(reading.value), { ignoreUnknownFields: false });
  } catch (error) {
    throw undecodable(error, schema);
  }
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    const detail = 'the body is not UTF-8; send JSON in UTF-8';
    throw new EdgeError('validation_error', detail, [{ pointer: '', code: 'invalid_utf8', detail }]);
  }
}

function malformed(findings: readonly Finding[]): EdgeError {
  const errors = findings.map(({ pointer, code, detail, line, column }): FieldError => {
    return { pointer, code, detail: `line ${line}, column ${column}: ${detail}` };
  });
  return new EdgeError('validation_error', `the body is not strict JSON: ${errors[0]?.detail ?? ''}`, errors);
}
