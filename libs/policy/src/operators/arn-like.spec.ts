import { holds } from './holds.fixture.js';

const ada = 'arn:aws:iam::123456789012:user/ada';

describe.each([
  ['ArnLike', 'ArnNotLike'],
  ['ArnEquals', 'ArnNotEquals'],
] as const)('%s and %s', (positive, negative) => {
  it.each<[string | readonly string[], string, boolean]>([
    [ada, ada, true],
    [ada, 'arn:aws:iam::123456789012:user/Ada', false],
    ['arn:aws:iam::*:user/*', ada, true],
    ['arn:aws:iam::123456789012:user/?da', ada, true],
    ['arn:aws:iam:*:123456789012:*', ada, true],
    ['arn:*:*:*:*:*', ada, true],
    ['arn:aws:s:*:111122223333:finance/*', 'arn:aws:s:us-east-2:111122223333:finance/a:b', true],
    [
      'arn:aws:s:*:111122223333:finance/*',
      'arn:aws:s:us-east-2:999999999999:store/abc:111122223333:finance/d',
      false,
    ],
    [[ada, 'arn:aws:iam::*:role/*'], 'arn:aws:iam::1:role/x', true],
    ['${aws:PrincipalArn}', ada, true],
    ['${aws:PrincipalArn}', `${ada}2`, false],
    ['arn:aws:iam::123456789012:user/${aws:username}', ada, true],
    ['arn:aws:iam::123456789012:user/${aws:username}*', `${ada}/keys`, true],
    ["arn:aws:iam::${no:key, '123456789012'}:user/*", ada, true],
    ['arn:aws:iam::${no:key}:user/*', ada, false],
    ['arn:aws:iam:${no:key}::*', ada, false],
    ['arn:aws:s3:::${*}', 'arn:aws:s3:::*', true],
    ['arn:aws:s3:::${*}', 'arn:aws:s3:::x', false],
    ['arn:aws:iam::${aws:PrincipalTag/colons}:*', 'arn:aws:iam::111122223333:role/x:y', false],
    ['arn:aws:s3:::${aws:PrincipalTag/colons}', 'arn:aws:s3:::111122223333:role/x', true],
    ['${aws:username}', ada, false],
  ])('%j compared with %s: %j', (values, value, expected) => {
    for (const effect of ['Allow', 'Deny'] as const) {
      expect(holds(positive, values, value, effect)).toBe(expected);
      expect(holds(negative, values, value, effect)).toBe(!expected);
    }
  });

  it.each(['', 'ada', '*', 'arn:aws:iam', 'arn:aws:iam::123456789012'])(
    '%j is no ARN: in the request and in the policy it fails closed',
    (text) => {
      for (const [values, value] of [
        [ada, text],
        [text, ada],
      ] as const) {
        expect(holds(positive, values, value)).toBe(false);
        expect(holds(negative, values, value)).toBe(false);
        expect(holds(negative, values, value, 'Deny')).toBe(true);
      }
    },
  );
});
