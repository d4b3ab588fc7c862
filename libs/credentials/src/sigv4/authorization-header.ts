import { AuthenticationError } from '../authentication/authentication-error.js';

/** The one algorithm of AWS Signature Version 4 that is accepted; it is also the `Authorization` scheme. */
export const signatureAlgorithm = 'AWS4-HMAC-SHA256';

interface CredentialScope {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
}

/** A parsed `Authorization: AWS4-HMAC-SHA256 …` header. */
export interface SignatureHeader extends CredentialScope {
  /** Lower-case header names in sorted order, each once. */
  readonly signedHeaders: readonly string[];
  /** 64 lower-case hex digits. */
  readonly signature: string;
}

// IAM API Reference: an access key id has at most 128 word characters; whether it exists is asked later.
const credential = /^(\w{1,128})\/(\d{8})\/([A-Za-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/aws4_request$/;
// RFC 9110 section 5.6.2: the characters of a header name, here in lower case.
const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]{1,256}$/;

/**
 * Parses what follows the scheme: `Credential`, `SignedHeaders` and `Signature`, each exactly once, in any order
 * (AWS IAM User Guide, "Elements of an AWS API request signature", section "Authorization header").
 *
 * @throws AuthenticationError `IncompleteSignature`
 */
export function parseSignatureHeader(parameters: string): SignatureHeader {
  const named = namedParameters(parameters);
  const scope = parseCredential(named.get('Credential') ?? '');
  const signedHeaders = (named.get('SignedHeaders') ?? '').split(';');
  if (!signedHeaders.every((name) => headerName.test(name)) || !isStrictlySorted(signedHeaders)) {
    throw incomplete('`SignedHeaders` must be lower-case header names, sorted, each once, separated by `;`');
  }
  const signature = named.get('Signature') ?? '';
  if (!/^[0-9a-f]{64}$/.test(signature)) throw incomplete('`Signature` must be 64 lower-case hex digits');
  return { ...scope, signedHeaders, signature };
}

function parseCredential(text: string): CredentialScope {
  const parts = credential.exec(text);
  if (parts === null) throw incomplete('`Credential` must be KEY_ID/YYYYMMDD/REGION/SERVICE/aws4_request');
  const [, accessKeyId = '', scopeDate = '', region = '', service = ''] = parts;
  return { accessKeyId, scopeDate, region, service };
}

function namedParameters(parameters: string): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const parameter of parameters.split(',')) {
    const text = parameter.trim();
    const name = text.slice(0, Math.max(0, text.indexOf('=')));
    if (!['Credential', 'SignedHeaders', 'Signature'].includes(name) || named.has(name)) {
      throw incomplete('give `Credential`, `SignedHeaders` and `Signature`, each once and nothing else');
    }
    named.set(name, text.slice(name.length + 1));
  }
  return named;
}

function isStrictlySorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
}

function incomplete(advice: string): AuthenticationError {
  return new AuthenticationError('IncompleteSignature', `the authorization header is malformed: ${advice}`);
}
