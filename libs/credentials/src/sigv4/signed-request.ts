import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError } from '../authentication/authentication-error.js';
import type { IncomingCredentials } from '../authentication/incoming-credentials.js';
import { parseSignatureHeader, signatureAlgorithm, type SignatureHeader } from './authorization-header.js';
import { canonicalRequests, sha256Hex } from './canonical-request.js';
import { assertRecent, readRequestTime, type RequestTime } from './request-time.js';

/** A request in SigV4 header form that passed every check that needs no secret. */
export interface SignedRequest {
  readonly accessKeyId: string;
  /** The session token that came along; temporary access keys need it. */
  readonly securityToken: string | undefined;
  /** True when the request was signed with this secret access key; compares in constant time. */
  isSignedWith(secretAccessKey: string): boolean;
}

/**
 * Reads a request in SigV4 header form: scope, date within 15 minutes, the headers that must be signed (`host`,
 * the date, and `x-amz-security-token` when it is sent) and the body hash. `X-Amz-Content-SHA256` is optional and
 * must be the hash of the body when it is sent, so `UNSIGNED-PAYLOAD` and the streaming forms are refused: an
 * administrative request whose body nobody vouches for is not worth accepting.
 *
 * @param parameters what follows the scheme in the `Authorization` header
 * @throws AuthenticationError
 */
export function readSignedRequest(
  request: IncomingCredentials,
  parameters: string,
  now: Date,
): SignedRequest {
  const header = parseSignatureHeader(parameters);
  const requestTime = readRequestTime(request.headers);
  assertScope(header, requestTime, request.acceptedServices);
  assertRecent(requestTime, now);
  const securityToken = readSecurityToken(request);
  assertSigned(header, ['host', requestTime.header]);
  if (securityToken !== undefined) assertSigned(header, ['x-amz-security-token']);
  assertBodyHash(request);
  assertTarget(request.rawUrl);
  const candidates = canonicalRequests(request, header.signedHeaders);
  return {
    accessKeyId: header.accessKeyId,
    securityToken,
    isSignedWith(secretAccessKey) {
      const key = signingKey(secretAccessKey, header);
      const signature = Buffer.from(header.signature, 'hex');
      return candidates.some((candidate) =>
        timingSafeEqual(hmac(key, stringToSign(header, requestTime, candidate)), signature),
      );
    },
  };
}

function assertScope(header: SignatureHeader, time: RequestTime, services: readonly string[]): void {
  if (!services.includes(header.service)) {
    const wanted = services.map((service) => `\`${service}\``).join(' or ');
    throw mismatch(`the credential scope names the service \`${header.service}\`; sign for ${wanted}`);
  }
  if (!time.basic.startsWith(`${header.scopeDate}T`)) {
    throw mismatch(
      `the credential scope must have the date of \`${time.header}\`, ${time.basic.slice(0, 8)}`,
    );
  }
}

function readSecurityToken({ headers }: IncomingCredentials): string | undefined {
  const values = headers.get('x-amz-security-token') ?? [];
  if (values.length <= 1) return values[0]?.trim();
  throw new AuthenticationError('IncompleteSignature', 'send `X-Amz-Security-Token` once');
}

function assertSigned({ signedHeaders }: SignatureHeader, names: readonly string[]): void {
  const missing = names.find((name) => !signedHeaders.includes(name));
  if (missing !== undefined) throw mismatch(`the header \`${missing}\` must be among the signed headers`);
}

function assertBodyHash({ headers, body }: IncomingCredentials): void {
  const values = headers.get('x-amz-content-sha256');
  if (values === undefined || (values.length === 1 && values[0] === sha256Hex(body))) return;
  throw mismatch('`X-Amz-Content-SHA256` must be the hex SHA-256 of the body; it may be left out');
}

function assertTarget(rawUrl: string): void {
  if (/^\/[\x21-\x7e]*$/.test(rawUrl)) return;
  throw mismatch('the request target must be an absolute path in percent-encoded ASCII');
}

function stringToSign(header: SignatureHeader, time: RequestTime, canonicalRequest: string): string {
  const scope = `${header.scopeDate}/${header.region}/${header.service}/aws4_request`;
  // Header values came as one character per byte; hash the bytes that the client hashed.
  const hash = sha256Hex(Buffer.from(canonicalRequest, 'latin1'));
  return [signatureAlgorithm, time.basic, scope, hash].join('\n');
}

// AWS IAM User Guide, "Create a signed AWS API request", step 4.
function signingKey(secretAccessKey: string, { scopeDate, region, service }: SignatureHeader): Buffer {
  const dateKey = hmac(`AWS4${secretAccessKey}`, scopeDate);
  return hmac(hmac(hmac(dateKey, region), service), 'aws4_request');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function mismatch(message: string): AuthenticationError {
  return new AuthenticationError('SignatureDoesNotMatch', message);
}
