/** One case of the "Signature Version 4 test suite" that AWS published, in the form in which it goes over the wire. */
export interface AwsTestCase {
  readonly name: string;
  readonly method: string;
  readonly rawUrl: string;
  /** Besides `host` and `x-amz-date`, which are the same in all cases. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly signature: string;
}

/** The credentials, time and scope of every case. */
export const awsTestSuite = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  host: 'example.amazonaws.com',
  basicTime: '20150830T123600Z',
  time: new Date('2015-08-30T12:36:00Z'),
  scope: '20150830/us-east-1/service/aws4_request',
  service: 'service',
} as const;

const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const formType = 'application/x-www-form-urlencoded';

function testCase(
  name: string,
  requestLine: string,
  signature: string,
  headers: AwsTestCase['headers'] = {},
  body = '',
): AwsTestCase {
  const [method = '', rawUrl = ''] = requestLine.split(' ');
  return { name, method, rawUrl, headers, body, signature };
}

export const awsTestCases: readonly AwsTestCase[] = [
  testCase('get-vanilla', 'GET /', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'),
  testCase('post-vanilla', 'POST /', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'),
  testCase(
    'get-unreserved',
    `GET /${unreserved}`,
    '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  ),
  testCase('get-utf8', 'GET /%E1%88%B4', '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85'),
  testCase(
    'get-vanilla-empty-query-key',
    'GET /?Param1=value1',
    'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  ),
  testCase(
    'get-vanilla-query-order-key-case',
    'GET /?Param2=value2&Param1=value1',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ),
  testCase(
    'get-vanilla-query-unreserved',
    `GET /?${unreserved}=${unreserved}`,
    '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  ),
  testCase(
    'get-vanilla-utf8-query',
    'GET /?%E1%88%B4=bar',
    '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  ),
  testCase(
    'post-vanilla-query',
    'POST /?Param1=value1',
    '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  ),
  testCase(
    'post-vanilla-query-nonunreserved',
    'POST /?%40%23%24%25%5E&%2B=/%2C%3F%3E%3C%60%22%3B%3A%5C%7C%5D%5B%7B%7D',
    '66c82657c86e26fb25238d0e69f011edc4c6df5ae71119d7cb98ed9b87393c1e',
  ),
  testCase(
    'post-vanilla-query-space',
    'POST /?p',
    'e71688addb58a26418614085fb730ba3faa623b461c17f48f2fbdb9361b94a9b',
  ),
  testCase(
    'get-header-key-duplicate',
    'GET /',
    'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
    { 'my-header1': ['value2', 'value2', 'value1'] },
  ),
  testCase(
    'get-header-value-order',
    'GET /',
    '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
    { 'my-header1': ['value4', 'value1', 'value3', 'value2'] },
  ),
  testCase(
    'get-header-value-trim',
    'GET /',
    'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
    { 'my-header1': [' value1'], 'my-header2': [' "a   b   c"'] },
  ),
  testCase(
    'post-header-key-sort',
    'POST /',
    'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
    { 'my-header1': ['value1'] },
  ),
  testCase(
    'post-header-value-case',
    'POST /',
    'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
    { 'my-header1': ['VALUE1'] },
  ),
  testCase(
    'post-x-www-form-urlencoded',
    'POST /',
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    { 'content-type': [formType] },
    'Param1=value1',
  ),
  testCase(
    'post-x-www-form-urlencoded-parameters',
    'POST /',
    '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
    { 'content-type': [`${formType}; charset=utf8`] },
    'Param1=value1',
  ),
];
