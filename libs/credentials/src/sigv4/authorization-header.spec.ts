import { parseSignatureHeader } from './authorization-header.js';

const signature = '0123456789abcdef'.repeat(4);
const scope = 'AKIAABCDEFGHIJKLMNOP/20261124/us-east-1/grantlog/aws4_request';
const header = (changes: { credential?: string; signed?: string; signature?: string } = {}): string =>
  `Credential=${changes.credential ?? scope}, SignedHeaders=${changes.signed ?? 'host;x-amz-date'}, ` +
  `Signature=${changes.signature ?? signature}`;

describe('a SigV4 authorization header', () => {
  const parsed = {
    accessKeyId: 'AKIAABCDEFGHIJKLMNOP',
    scopeDate: '20261124',
    region: 'us-east-1',
    service: 'grantlog',
    signedHeaders: ['host', 'x-amz-date'],
    signature,
  };

  it.each([
    ['with blanks after the commas', header()],
    ['without blanks', header().replaceAll(' ', '')],
    ['in another order', header().split(', ').reverse().join(', ')],
  ])('is read %s', (_, text) => {
    expect(parseSignatureHeader(text)).toEqual(parsed);
  });

  it.each([
    ['nothing', ''],
    ['no signature', header().replace(/, Signature.*/, '')],
    ['no credential', header().replace(/Credential=[^,]*, /, '')],
    ['no signed headers', header().replace(/SignedHeaders=[^,]*, /, '')],
    ['a parameter twice', `${header()}, Signature=${signature}`],
    ['an unknown parameter', `${header()}, Extra=1`],
    ['a bearer token behind it', `${header()}, Bearer abc`],
    ['a trailing comma', `${header()},`],
    ['a parameter in lower case', header().replace('Credential', 'credential')],
    ['an empty credential', header({ credential: '' })],
    ['a scope of four parts', header({ credential: scope.replace('/us-east-1', '') })],
    ['a scope of six parts', header({ credential: `${scope}/x` })],
    ['another terminator', header({ credential: scope.replace('aws4_request', 'aws5_request') })],
    ['a long date', header({ credential: scope.replace('20261124', '20261124T000000Z') })],
    ['an empty region', header({ credential: scope.replace('us-east-1', '') })],
    ['an endless key id', header({ credential: 'A'.repeat(200) + scope })],
    ['a key id with other characters', header({ credential: `AKIA'; --${scope}` })],
    ['empty signed headers', header({ signed: '' })],
    ['unsorted signed headers', header({ signed: 'x-amz-date;host' })],
    ['a signed header twice', header({ signed: 'host;host;x-amz-date' })],
    ['a signed header in upper case', header({ signed: 'Host;x-amz-date' })],
    ['an empty name among the signed headers', header({ signed: 'host;;x-amz-date' })],
    ['a line feed in a header name', header({ signed: 'host;x\n;y' })],
    ['a short signature', header({ signature: signature.slice(1) })],
    ['a long signature', header({ signature: `${signature}0` })],
    ['a signature in upper case', header({ signature: signature.toUpperCase() })],
    ['a signature that is not hex', header({ signature: `g${signature.slice(1)}` })],
  ])('is refused with %s', (_, text) => {
    expect(() => parseSignatureHeader(text)).toThrow(/the authorization header is malformed: /);
  });
});
