import { holds } from './holds.fixture.js';

describe('BinaryEquals', () => {
  it.each<[string, string, boolean]>([
    ['QUJD', 'QUJD', true],
    ['QUJD', 'QUJE', false],
    ['QUI=', 'QUI=', true],
    ['QQ==', 'QQ==', true],
    ['az09+/AZ', 'az09+/AZ', true],
    ['', '', true],
    ['QUJD', 'qujd', false],
    ['QUJD', '', false],
  ])('%j compared with %j: %j', (wanted, value, expected) => {
    expect(holds('BinaryEquals', wanted, value)).toBe(expected);
  });

  it.each([
    ...['QQ', 'QUI', 'QQ=', 'QUI==', 'QUJD=', 'QUJD==', 'QUJD====', 'Q===', 'Q', '=', '==', '====', '=QUJD'],
    ...['QR==', 'QUJ=', 'QQ==QQ==', 'QQ==\n', 'QU-D', 'QU_D', 'QU D', ' QUJD', 'QUJDQ', 'é'],
  ])('%j is no base64, not even compared with itself', (text) => {
    expect(holds('BinaryEquals', text, text)).toBe(false);
  });

  it('has one text for each sequence of bytes, the one that encoders write', () => {
    for (const byte of Array.from({ length: 256 }, (_, each) => each)) {
      for (const bytes of [[byte], [0, byte], [0, 0, byte]]) {
        const text = btoa(String.fromCharCode(...bytes));
        expect(holds('BinaryEquals', text, text)).toBe(true);
        expect(holds('BinaryEquals', 'QUJD', text)).toBe(false);
      }
    }
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
