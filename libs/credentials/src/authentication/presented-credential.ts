import { splitTarget } from '../sigv4/canonical-url.js';
import { signatureAlgorithm } from '../sigv4/authorization-header.js';
import { AuthenticationError } from './authentication-error.js';
import type { IncomingCredentials } from './incoming-credentials.js';

/** The one credential that a request presents, not yet verified. */
export type PresentedCredential =
  | { readonly scheme: 'sigv4'; readonly parameters: string }
  | { readonly scheme: 'bearer'; readonly token: string };

const howToCall = 'sign the request with AWS SigV4 or send `Authorization: Bearer` with a session token';
const queryCredentials = new Set([
  ...['x-amz-signature', 'x-amz-credential', 'x-amz-algorithm', 'x-amz-security-token'],
  ...['awsaccesskeyid', 'access_token', 'authorization'],
]);

/**
 * Finds the one credential of a request. Whatever leaves a choice (two headers, two schemes, a credential in the
 * query) is refused instead of choosing.
 *
 * @throws AuthenticationError
 */
export function presentedCredential(request: IncomingCredentials): PresentedCredential {
  refuseQueryCredentials(request.rawUrl);
  const credential = readAuthorization(request.headers.get('authorization') ?? []);
  if (credential.scheme === 'bearer' && request.headers.has('x-amz-security-token')) {
    throw incomplete('send either a bearer token or `X-Amz-Security-Token` with a SigV4 signature, not both');
  }
  return credential;
}

/**
 * Reads the values of an `Authorization` header (or gRPC metadata entry): exactly one, of one known scheme.
 *
 * @throws AuthenticationError
 */
export function readAuthorization(values: readonly string[]): PresentedCredential {
  if (values.length > 1) throw incomplete('send exactly one `Authorization` header');
  const text = values.join('').trim();
  if (text === '') {
    const message = `the request carries no credentials; ${howToCall}`;
    throw new AuthenticationError('MissingAuthenticationToken', message);
  }
  const scheme = /^\S+/.exec(text)?.join('') ?? '';
  const parameters = text.slice(scheme.length).trim();
  if (scheme === signatureAlgorithm) return { scheme: 'sigv4', parameters };
  // RFC 9110 section 11.1: scheme names ignore case. An unknown one may be a bare secret, so it is not repeated.
  if (scheme.toLowerCase() !== 'bearer') throw incomplete(`the scheme is not accepted; ${howToCall}`);
  // RFC 6750 section 2.1
  if (!/^[\w.~+/-]+=*$/.test(parameters)) throw incomplete('send exactly one token after `Bearer`');
  return { scheme: 'bearer', token: parameters };
}

function refuseQueryCredentials(rawUrl: string): void {
  const names = splitTarget(rawUrl).query.split('&').map(parameterName);
  if (names.includes('x-amz-signature')) {
    throw incomplete('presigned queries are not supported yet; sign with the `Authorization` header');
  }
  if (names.some((name) => queryCredentials.has(name))) {
    throw incomplete('credentials in the query are not accepted; send them in the `Authorization` header');
  }
}

function parameterName(part: string): string {
  const [name = ''] = part.split('=', 1);
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

function incomplete(message: string): AuthenticationError {
  return new AuthenticationError('IncompleteSignature', message);
}
