import type { Call } from '../execution/call.js';
import { limits } from '@grantlog/contract';
import type { IncomingHeaders } from '@grantlog/credentials';
import { pointerOf, validationError } from './validation-error.js';

/**
 * What the headers of an authenticated request say about it.
 *
 * @throws EdgeError `validation_error` for an `Idempotency-Key` or `Grantlog-Reason` that is sent twice, is empty, too
 * long, or holds control characters.
 */
export function requestFacts(
  headers: IncomingHeaders,
): Pick<Call, 'userAgent' | 'region' | 'idempotencyKey' | 'reason'> {
  const userAgent = headers.get('user-agent')?.[0];
  const region = regionOf(headers.get('authorization')?.[0] ?? '');
  const idempotencyKey = headerText(headers, 'idempotency-key', limits.idempotencyKey.value);
  const reason = headerText(headers, 'grantlog-reason', limits.reason.value);
  return {
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(region === undefined ? {} : { region }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The region in the credential scope of a SigV4 header: `KEY/DATE/REGION/SERVICE/aws4_request`. */
function regionOf(authorization: string): string | undefined {
  return /^AWS4-HMAC-SHA256 .*Credential=[^/,\s]+\/\d{8}\/([^/,\s]+)\//.exec(authorization)?.[1];
}

function headerText(headers: IncomingHeaders, name: string, longest: number): string | undefined {
  const values = headers.get(name);
  if (values === undefined) return undefined;
  const text = decoded(values[0] ?? '');
  const isUsable = values.length === 1 && text !== '' && text.length <= longest && !/\p{Cc}/u.test(text);
  if (isUsable) return text;
  const detail = `the header \`${name}\` is not usable; send it once, with 1 to ${longest} printable characters`;
  throw validationError(pointerOf([name]), 'invalid_header', detail);
}

/** Header values arrive with one character per byte; most clients send UTF-8, some ISO 8859-1. */
function decoded(value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
