import { sameBytes } from './bytes.js';
import { compareDecimals } from './decimal.js';
import { compareInstants } from './instant.js';
import { isInRange } from './ip-range.js';

describe('numbers', () => {
  it.each([
    ['10', '10.0', 0],
    ['-0', '0', 0],
    ['007', '7', 0],
    ['9.99', '10', -1],
    ['-1', '0.5', -1],
    ['9007199254740993', '9007199254740992', 1],
    ['ten', '10', undefined],
    ['', '0', undefined],
    ['1.', '1', undefined],
  ])('%s stands to %s as %s to 0', (left, right, expected) => {
    expect(compareDecimals(left, right)).toBe(expected);
  });
});

describe('points in time', () => {
  it.each([
    ['2020-01', '2020-01-01T00:00:00Z', 0],
    ['2020-01-01', '1577836800', 0],
    ['2020-01-01T01:00:00+01:00', '2020-01-01T00:00:00Z', 0],
    ['2019-12-31T18:30:00-05:30', '2020-01-01', 0],
    ['2020-01-01T00:00:00.50Z', '2020-01-01T00:00:00.5Z', 0],
    ['2020-01-01T00:00:00.001Z', '2020-01-01', 1],
    ['1969-12-31T23:59:59.5Z', '1969-12-31T23:59:59Z', 1],
    ['1969-12-31T23:59:59.5Z', '0', -1],
    ['2020', '2020-01-01', -1],
    ['2020-01-01T01:30+01:30', '2020-01-01', 0],
    ['2020-01-01T00:00:00+24:00', '2020-01-01', undefined],
    ['2020-02-30', '2020-01-01', undefined],
    ['2020-13', '2020-01-01', undefined],
    ['2020-01-01T00:00:00', '2020-01-01', undefined],
    ['soon', '2020-01-01', undefined],
    ['2020-01-01T00:00:00.0000000000000000001Z', '2020-01-01', 1],
    ['9223372036854775807', '9999-12-31', 1],
    ['-9223372036854775808', '0000-01-01', -1],
    ['9223372036854775808', '2020-01-01', undefined],
    ['2020-01-01', '-9223372036854775809', undefined],
    ['2020-01-01', '9223372036854775807.5', undefined],
  ])('%s stands to %s as %s to 0', (left, right, expected) => {
    expect(compareInstants(left, right)).toBe(expected);
  });
});

describe('addresses', () => {
  it.each([
    ['10.0.0.1', '10.0.0.99/24', true],
    ['10.0.1.1', '10.0.0.0/24', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '0.0.0.0/0', true],
    ['::1', '0.0.0.0/0', false],
    ['10.0.0.1', '::/0', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', true],
    ['::0.0.0.1', '::1', true],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', true],
    ['1::2::3', '::/0', undefined],
    ['10.0.0', '10.0.0.0/8', undefined],
    ['10.0.0.01', '10.0.0.0/8', undefined],
    ['10.0.0.1', '10.0.0.0/33', undefined],
    ['10.0.0.1/32', '10.0.0.0/8', undefined],
    ['::ffff:10.0.0.1', '10.0.0.0/8', true],
    ['10.0.0.1', '::ffff:a00:0/104', true],
    ['::ffff:10.0.0.1', '::/0', false],
    ['::ffff:10.0.0.1', '::ffff:0:0/90', false],
    ['::fffe:10.0.0.1', '::ffff:0:0/90', true],
  ])('%s in %s: %s', (address, range, expected) => {
    expect(isInRange(address, range)).toBe(expected);
  });
});

describe('bytes', () => {
  it.each([
    ['QQ==', 'QQ==', true],
    ['QQ==', 'QUI=', false],
    ['QR==', 'QQ==', undefined],
    ['Q', 'QQ==', undefined],
    ['QQ', 'QQ==', undefined],
    ['QQ==', 'QQ', undefined],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(sameBytes(left, right)).toBe(expected);
  });
});
