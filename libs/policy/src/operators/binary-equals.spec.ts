import { holds } from './holds.fixture.js';

describe('BinaryEquals', () => {
  it.each<[string, string, boolean]>([
    ['QUJD', 'QUJD', true],
    ['QUJD', 'QUJE', false],
    ['QUI=', 'QUI', true],
    ['QQ==', 'QQ', true],
    ['', '', true],
    ['QUJD', 'qujd', false],
    // Not base64: bits that say nothing are set, padding is wrong, a digit is missing, or characters are.
    ['QQ==', 'QR==', false],
    ['QR==', 'QR==', false],
    ['QUI=', 'QUI==', false],
    ['Q', 'Q', false],
    ['QU-D', 'QU-D', false],
    ['QU JD', 'QU JD', false],
  ])('%j compared with %j: %j', (wanted, value, expected) => {
    expect(holds('BinaryEquals', wanted, value)).toBe(expected);
  });

  it('takes several values, and none when the key is absent', () => {
    expect(holds('BinaryEquals', ['QQ==', 'QUJD'], 'QUJD')).toBe(true);
    expect(holds('BinaryEquals', 'QUJD', undefined)).toBe(false);
    expect(holds('BinaryEqualsIfExists', 'QUJD', undefined)).toBe(true);
  });
});

describe('Bool', () => {
  it.each<[string | readonly string[], string, boolean]>([
    ['true', 'TRUE', true],
    ['True', 'true', true],
    ['false', 'true', false],
    [['true', 'false'], 'false', true],
    ['true', '1', false],
    ['maybe', 'maybe', false],
  ])('%j compared with %j: %j', (wanted, value, expected) => {
    expect(holds('Bool', wanted, value)).toBe(expected);
  });
});
