import { holds } from './holds.fixture.js';
import { operatorOf } from './operator-table.js';

describe('IpAddress and NotIpAddress', () => {
  it.each<readonly [range: string | readonly string[], address: string, isIn: boolean]>([
    ['203.0.113.0/24', '203.0.113.7', true],
    ['203.0.113.99/24', '203.0.113.7', true],
    ['203.0.113.0/24', '203.0.114.7', false],
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['128.0.0.0/1', '255.255.255.255', true],
    ['128.0.0.0/1', '127.255.255.255', false],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '198.51.100.1', false],
    ['2001:DB8:0:0::/32', '2001:0db8:ffff::1', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['2001:db8::1', '2001:db8:0:0:0:0:0:1', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:a01:203', true],
    ['::ffff:10.0.0.0/104', '10.9.9.9', true],
    ['::ffff:10.0.0.0/104', '11.9.9.9', false],
    ['::ffff:0.0.0.0/90', '::fffe:0:0', true],
    ['::ffff:0.0.0.0/90', '10.9.9.9', false],
    ['::ffff:0:0/96', '10.9.9.9', true],
    ['10.1.2.3', '::ffff:10.1.2.3', true],
    ['10.1.2.3', '0:0:0:0:0:ffff:10.1.2.3', true],
    ['10.1.2.4', '::ffff:10.1.2.3', false],
    ['10.1.2.3/32', '10.1.2.3', true],
    ['::1/128', '::1', true],
    ['10.0.0.0/8', '1::ffff:a01:203', false],
    ['10.0.0.0/8', '::1:ffff:a01:203', false],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::/33', '2003:db8::', false],
    ['2001:db8::/32', '2002:db8::', false],
    ['1:2:3:4:5:6:7:0', '1:2:3:4:5:6:7::', true],
    ['0:2:3:4:5:6:7:8', '::2:3:4:5:6:7:8', true],
    ['::AF', '::af', true],
    ['::09af', '::9AF', true],
    ['1.9.10.99', '1.9.10.99', true],
    ['100.199.200.255', '100.199.200.255', true],
    ['2001:db8::102:304', '2001:db8::1.2.3.4', true],
    [['192.0.2.0/24', '10.0.0.0/8'], '10.1.1.1', true],
  ])('%j compared with %j: %j', (range, address, expected) => {
    expect(holds('IpAddress', range, address)).toBe(expected);
    expect(holds('NotIpAddress', range, address)).toBe(!expected);
    expect(holds('NotIpAddress', range, address, 'Deny')).toBe(!expected);
  });
});

describe('addresses that cannot be read', () => {
  const unreadable = [
    ...['', 'localhost', '1.2.3', '1.2.3.4.5', '1.2.3.256', '01.2.3.4', '1.2.3.4/32', ' 1.2.3.4', '1.2.3.-4'],
    ...[
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4:5:6:7::8',
      'fe80::1%eth0',
      '::g',
    ],
    ...[
      '1.2.3.2/',
      '1.2.3.a',
      '1.2.3.',
      '1..3.4',
      '.1.2.3',
      '1.2.3.4.',
      '1.2.3.1000',
      '1.2.3.00',
      'x1.2.3.4',
    ],
    ...[
      '1:2:3:4:5:6:7:',
      ':1:2:3:4:5:6:7',
      '::1.2.3.4:5',
      '::1.2.3.4::',
      '::@',
      '::`',
      '::G',
      '::-1',
      '1:::2',
    ],
    ...['::12345', '1.2.3.4::', '::1.2.3', '1:2:3:4:5:6:7:1.2.3.4', '2001:db8::1/128'],
  ];

  it.each(unreadable)('in the request, %j is in no range, and outside of it only for a Deny', (value) => {
    const everything = ['0.0.0.0/0', '::/0'];
    expect(holds('IpAddress', everything, value)).toBe(false);
    expect(holds('NotIpAddress', everything, value)).toBe(false);
    expect(holds('NotIpAddress', everything, value, 'Deny')).toBe(true);
  });

  it.each([
    '',
    'x',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::/129',
    '10.0/8',
    '10.0.0.0/1000',
    '10.0.0.0/8x',
    '10.0.0.0/x8',
    '10.0.0.0/8/',
    '/8',
  ])('in the policy, %j holds no address, and keeps its negation on the safe side', (range) => {
    expect(holds('IpAddress', range, '10.0.0.1')).toBe(false);
    expect(holds('NotIpAddress', range, '10.0.0.1')).toBe(false);
    expect(holds('NotIpAddress', range, '10.0.0.1', 'Deny')).toBe(true);
    expect(holds('NotIpAddress', [range, '10.0.0.0/8'], '10.0.0.1', 'Deny')).toBe(false);
    expect(operatorOf('IpAddress').expects(range)).toContain('203.0.113.7');
  });
});
