import type { AuthenticationError } from './authentication-error.js';
import type { IncomingCredentials } from './incoming-credentials.js';
import { presentedCredential } from './presented-credential.js';

const request = (headers: Record<string, string[]>, query = ''): IncomingCredentials => ({
  method: 'GET',
  rawUrl: `/v1/user${query}`,
  headers: new Map(Object.entries(headers)),
  body: new Uint8Array(),
  acceptedServices: ['grantlog'],
});

/** The scheme that is taken, or the AWS code of the refusal. */
function outcome(incoming: IncomingCredentials): string {
  try {
    return presentedCredential(incoming).scheme;
  } catch (error) {
    return (error as AuthenticationError).awsCode;
  }
}

const signature = 'AWS4-HMAC-SHA256 Credential=x, SignedHeaders=y, Signature=z';
const presigned = '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x&X-Amz-Signature=z';

describe('the matrix of header and query', () => {
  const headers: [string, Record<string, string[]>, string][] = [
    ['no header', {}, 'MissingAuthenticationToken'],
    ['an empty header', { authorization: [''] }, 'MissingAuthenticationToken'],
    ['a blank header', { authorization: [' \t '] }, 'MissingAuthenticationToken'],
    ['a security token alone', { 'x-amz-security-token': ['a.b.c'] }, 'MissingAuthenticationToken'],
    ['a signature', { authorization: [signature] }, 'sigv4'],
    ['a signature and its token', { authorization: [signature], 'x-amz-security-token': ['a'] }, 'sigv4'],
    ['a bearer token', { authorization: ['Bearer a.b.c'] }, 'bearer'],
    ['a bearer token in lower case', { authorization: ['bearer a.b.c'] }, 'bearer'],
    [
      'a bearer token and a security token',
      { authorization: ['Bearer a'], 'x-amz-security-token': ['a'] },
      'IncompleteSignature',
    ],
    ['both schemes', { authorization: ['Bearer a.b.c', signature] }, 'IncompleteSignature'],
    ['both the other way round', { authorization: [signature, 'Bearer a.b.c'] }, 'IncompleteSignature'],
    ['the same token twice', { authorization: ['Bearer a.b.c', 'Bearer a.b.c'] }, 'IncompleteSignature'],
    ['an empty and a full header', { authorization: ['', 'Bearer a.b.c'] }, 'IncompleteSignature'],
    ['two tokens joined', { authorization: ['Bearer a.b.c, Bearer a.b.c'] }, 'IncompleteSignature'],
    ['a bearer scheme without a token', { authorization: ['Bearer'] }, 'IncompleteSignature'],
    ['a bearer scheme with blanks', { authorization: ['Bearer  '] }, 'IncompleteSignature'],
    ['a token with a line feed', { authorization: ['Bearer a\nb'] }, 'IncompleteSignature'],
    ['basic authentication', { authorization: ['Basic YTpi'] }, 'IncompleteSignature'],
    ['signature version 2', { authorization: ['AWS AKIA:sig'] }, 'IncompleteSignature'],
    [
      'the asymmetric signature',
      { authorization: [signature.replace('HMAC', 'ECDSA-P256')] },
      'IncompleteSignature',
    ],
    [
      'the scheme of SigV4 in lower case',
      { authorization: [signature.toLowerCase()] },
      'IncompleteSignature',
    ],
    ['a token without a scheme', { authorization: ['a.b.c'] }, 'IncompleteSignature'],
    ['the name of an object member', { authorization: ['__proto__ x'] }, 'IncompleteSignature'],
  ];

  it.each(headers)('%s', (_, sent, expected) => {
    expect(outcome(request(sent))).toBe(expected);
    expect(outcome(request(sent, '?pathPrefix=/x-amz-signature/'))).toBe(expected);
  });

  it.each(headers)('%s beside credentials in the query is refused', (_, sent) => {
    expect(outcome(request(sent, presigned))).toBe('IncompleteSignature');
    expect(outcome(request(sent, '?access_token=a.b.c'))).toBe('IncompleteSignature');
  });
});

describe('credentials in the query', () => {
  it('are refused with the reason when the query is presigned', () => {
    expect(() => presentedCredential(request({}, presigned))).toThrow(
      'presigned queries are not supported yet; sign with the `Authorization` header',
    );
  });

  it.each([
    '?X-Amz-Credential=x',
    '?x-amz-algorithm=x',
    '?a=1&X-Amz-Security-Token=a.b.c',
    '?access_token=a.b.c',
    '?Authorization=Bearer%20a.b.c',
    '?AWSAccessKeyId=AKIA&Signature=x',
    '?access%5Ftoken=a.b.c',
    '?access_token',
  ])('%s is refused', (query) => {
    expect(() => presentedCredential(request({ authorization: ['Bearer a'] }, query))).toThrow(
      /credentials in the query are not accepted/,
    );
  });

  it('are not seen in values, other names or broken percent-encoding', () => {
    const query = '?q=access_token&my_access_token=1&%zz=1&tagKeys=X-Amz-Signature';
    expect(outcome(request({ authorization: ['Bearer a'] }, query))).toBe('bearer');
  });
});

describe('a refusal', () => {
  it('does not repeat what was sent, which may be a secret', () => {
    for (const authorization of ['hunter2', 'hunter2 x', 'Bearer hunter2 x', 'Basic hunter2']) {
      expect(() => presentedCredential(request({ authorization: [authorization] }))).toThrow(
        /^(?!.*hunter2).*$/,
      );
    }
  });
});
