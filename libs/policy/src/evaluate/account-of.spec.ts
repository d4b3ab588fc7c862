import { mayBelongTo } from './account-of.js';

describe('mayBelongTo', () => {
  it.each([
    ['arn:aws:s3:eu:123456789012:x', true],
    ['arn:aws:s3:eu:123456789013:x', false],
    ['arn:aws:s3:eu:999988887777:123456789012:x', false],
    ['arn:aws:s3:::x', true],
    ['arn:aws:iam::aws:policy/x', true],
    ['arn:aws:iam::12345678901:x', true],
    ['arn:aws:iam::1234567890123:x', true],
    ['arn:aws:iam::12345678901x:x', true],
    ['arn:aws:iam::999988887777', true],
    ['arn:aws:iam::abcdefghijkl:x', true],
    ['arn:999988887777:', true],
    ['arn:aws', true],
    ['*', true],
    ['x:aws:s3:eu:999988887777:x', true],
  ])('an account may have %s: %j', (arn, expected) => {
    expect(mayBelongTo('123456789012', arn)).toBe(expected);
  });
});
