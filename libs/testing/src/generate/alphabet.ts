import { abroad, home } from './principals.js';

/** What requests and statements are made of: so few words that they meet often. */
export interface Alphabet {
  readonly actions: readonly string[];
  readonly actionPatterns: readonly string[];
  readonly resources: readonly string[];
  readonly resourcePatterns: readonly string[];
}

/** Buckets and machines. */
export const things: Alphabet = {
  actions: ['s3:GetObject', 's3:PutObject', 'S3:getobject', 's3:Get', 'ec2:Run', 's3express:GetObject'],
  actionPatterns: [
    ...['*', '*', 's3:*', 's3:*', 's3:Get*', 's3:?etObject', 's3:*Object', 's3:GetObject', 'S3:GETOBJECT'],
    ...['s3:Put*', 's3:Get?', 's3:*e*t*', 's3:**', 's3:Get???*ct', 'ec2:*', 'ec2:Run', 's3express:*'],
  ],
  resources: [
    ...[
      '*',
      'arn:aws:s3:::b',
      'arn:aws:s3:::b/k',
      'arn:aws:s3:::b/k',
      'arn:aws:s3:::b/a/k',
      'arn:aws:s3:::b/ada',
    ],
    ...[
      'arn:aws:s3:::b/*',
      'arn:aws:s3:::b/a:k',
      'arn:aws:s3:::B/k',
      'arn:aws:s3:::b/?',
      'arn:aws:s3:::b/\u{1f600}',
    ],
    ...[
      `arn:aws:ec2:eu:${home}:i/1`,
      `arn:aws:ec2:eu:${abroad}:i/1`,
      'arn:aws:iam::aws:policy/P',
      'arn:aws:s3:::b/',
    ],
  ],
  resourcePatterns: [
    ...[
      '*',
      '*',
      '*',
      'arn:aws:s3:::*',
      'arn:aws:s3:::*',
      'arn:aws:s3:::b/*',
      'arn:aws:s3:::b/?',
      'arn:aws:s3:::*/k',
    ],
    ...[
      'arn:aws:s3:::b',
      'arn:aws:s3:::b/k',
      'arn:aws:s3:::b*k',
      'arn:aws:s3:*:*:b/*',
      'arn:*:s3:::b/k',
      'arn:aws:s3:::?/*/*',
    ],
    ...[
      'arn:aws:s3:::b/${aws:username}',
      "arn:aws:s3:::b/${t:s, 'k'}",
      'arn:aws:s3:::b/${T:S}*',
      'arn:aws:s3:::${t:none}*',
    ],
    ...[
      'arn:aws:s3:::b/${*}',
      'arn:aws:s3:::b/${?}',
      'arn:aws:s3:::b/${t:m}',
      "arn:aws:s3:::${t:none,'b'}/k",
    ],
    ...[
      `arn:aws:ec2:*:${home}:*`,
      `arn:aws:ec2:eu:*:i/1`,
      `arn:aws:ec2:eu:${abroad}:i/?`,
      'arn:aws:iam::aws:policy/*',
    ],
    ...['arn:aws:s3:::*a*a*k'],
  ],
};

/** Roles to assume. */
export const roles: Alphabet = {
  actions: ['sts:AssumeRole', 'sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  actionPatterns: ['*', 'sts:*', 'sts:AssumeRole', 'sts:Assume*', 'STS:assumerole', 'sts:TagSession', 's3:*'],
  resources: [
    `arn:aws:iam::${home}:role/target`,
    `arn:aws:iam::${home}:role/a/target`,
    `arn:aws:iam::${abroad}:role/target`,
  ],
  resourcePatterns: [
    ...[
      '*',
      '*',
      `arn:aws:iam::${home}:role/*`,
      `arn:aws:iam::*:role/target`,
      `arn:aws:iam::${abroad}:role/*`,
    ],
    ...[`arn:aws:iam::${home}:role/\${t:s}/target`, `arn:aws:iam::${home}:role/t?rget`],
  ],
};

/** Actions that a trust policy may name. */
export const trustActions: readonly string[] = [
  ...[
    'sts:AssumeRole',
    'sts:AssumeRole',
    'sts:TagSession',
    'sts:SetSourceIdentity',
    'sts:AssumeRoleWithWebIdentity',
  ],
];

/** A family of operators, a key that holds such values, and what requests and policies write. */
export interface Family {
  readonly operators: readonly string[];
  readonly key: string;
  readonly got: readonly string[];
  readonly wanted: readonly (string | number | boolean)[];
}

const relations = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const strings = {
  got: ['a', 'b', 'A', '', 'a*', 'ab', '*', 'k', '?', '$', 'ada', 'ß', '\u{1f600}'],
  wanted: [
    ...[
      'a',
      'b',
      'A',
      '',
      'a*',
      '?',
      '*',
      'ab',
      'k*',
      '*b',
      'ß',
      1,
      true,
      '${t:s}',
      "${t:t, 'a'}",
      '${t:none}',
      '${*}',
      'a${?}',
    ],
    ...[
      "${t:none , 'b'}",
      '${$}',
      '${T:S}b',
      '${t:m}',
      '${aws:username}',
      '*${t:t}*',
      "${t:none,''}",
      "${t:none, '*'}",
    ],
  ],
};
const instants = [
  ...[
    '2020-01-01',
    '2020-01',
    '2020-01-01T00:00:00Z',
    '2020-01-01T01:00:00+01:00',
    '2019-12-31T18:30:00-05:30',
    '1577836800',
  ],
  ...['2020-01-01T00:00:00.5Z', '2020-01-01T00:00:00.500Z', '2019-12-31T23:59:59Z', '1577836801'],
  ...['2020', '1969-12-31T23:59:59.5Z', '0', '2020-02-29', '2020-01-01T00:00Z'],
  // Closer together than a millisecond, and than a double tells apart.
  ...['2020-01-01T00:00:00.0000000000000000001Z', '1577836800.0000000000000000001', '-0.5'],
  ...['1969-12-31T23:59:59.50000000000000000001Z', '1969-12-31T23:59:59.9999999999999999999Z'],
  // As far as 64 bits go.
  ...['9223372036854775807', '9223372036854775806', '-9223372036854775808'],
];
/** Which a policy with them is refused for. */
const noInstants = ['soon', '', '2020-02-30', '2020-13', '2020-01-01T00:00:00', '9223372036854775808', '+1'];

/** One family for each kind of value. */
export const families: readonly Family[] = [
  {
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    key: 't:s',
    ...strings,
  },
  { operators: ['StringLike', 'StringNotLike'], key: 't:t', ...strings },
  {
    operators: relations.map((relation) => `Numeric${relation}`),
    key: 't:n',
    got: ['1', '10', '10.0', '9.99', '-1', '0', '-0', '007', '0.5', 'ten', ''],
    wanted: ['1', '10', 10, '010', '10.00', '-1', '0', '0.5', 'x', '9007199254740993', '${t:n}'],
  },
  {
    operators: relations.map((relation) => `Date${relation}`),
    key: 't:d',
    got: [...instants, ...instants, ...noInstants],
    wanted: [...instants, 1577836800],
  },
  {
    operators: ['Bool'],
    key: 't:b',
    got: ['true', 'false', 'true', 'false', 'yes', ''],
    wanted: ['true', 'false', true, false, 'no'],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    key: 't:i',
    got: [
      ...[
        '10.0.0.1',
        '10.0.1.1',
        '192.168.7.7',
        '::1',
        '0:0:0:0:0:0:0:1',
        '2001:DB8::1',
        '2001:db8:0:0::0.0.0.1',
        '10.0.0',
      ],
      ...[
        '::',
        '0.0.0.0',
        'here',
        '10.0.0.1/32',
        '1:2:3:4:5:6:7::',
        '1::2::3',
        '::ffff:10.0.0.1',
        '::FFFF:a00:1',
      ],
    ],
    wanted: [
      ...[
        '10.0.0.0/24',
        '10.0.0.1',
        '0.0.0.0/0',
        '::/0',
        '2001:db8::/32',
        '10.0.0.99/24',
        '10.0.0.0/31',
        '::1',
        '10.0.0.0/8',
      ],
      ...[
        '2001:0db8:0000::1/128',
        '10.0.0.0/33',
        'there',
        '::/129',
        '192.168.4.0/22',
        '::/127',
        '::ffff:0:0/96',
        '::ffff:10.0.0.0/120',
        '::/8',
        '::ffff:0:0/90',
        '10.0.0.0/08',
      ],
    ],
  },
  {
    operators: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    key: 't:a',
    got: [
      ...[
        'arn:aws:s3:::b',
        'arn:aws:s3:::b/k',
        'arn:aws:sns:eu:111111111111:t',
        'arn:aws:s3:::B',
        'arn:aws:s3:::a',
        'nothing',
      ],
      'arn:aws:sns:eu:222222222222:x/y:111111111111:t',
    ],
    wanted: [
      ...[
        'arn:aws:s3:::*',
        'arn:aws:s3:*:*:b',
        'arn:aws:s3:::${t:s}',
        'arn:aws:sns:*:111111111111:t',
        'arn:*:s3:::b/?',
        'arn:aws:s3:::b',
      ],
      ...[
        'arn:aws:*:*:*:*',
        '*:*:s?:*:*:*',
        'arn:aws:${t:svc}:::b',
        '${t:a}',
        '${t:a}*',
        'arn:aws:${t:s}:b',
        "arn:aws:${t:none, 's3'}:::b",
        "arn:aws:s3:::${t:none, 'b'}",
        'arn:aws:s3:::${*}',
        'arn:aws:s3:::${t:none}',
        'arn:aws:s3',
      ],
    ],
  },
  {
    operators: ['BinaryEquals'],
    key: 't:x',
    got: ['QQ==', 'QUI=', 'QR==', '', 'Q', 'QQ'],
    wanted: ['QQ==', 'QUI=', 'QUJD', '=Q', 'QQ', 'QUI'],
  },
  { operators: ['Null'], key: 't:s', got: strings.got, wanted: ['true', 'false', true, false] },
];

/** Keys that hold lists more often than not, of strings. */
export const listKey = 't:m';
