import { namePatterns } from './names.js';

const a = (length: number) => 'a'.repeat(length);

const cases: Readonly<
  Record<keyof typeof namePatterns, { good: readonly string[]; bad: readonly string[] }>
> = {
  newUserOrRoleName: { good: ['a', 'A_z+=,.@-9', a(64)], bad: ['', a(65), 'a b', 'é', 'a/b', 'a\n'] },
  name: { good: [a(128)], bad: ['', a(129), 'a:b'] },
  path: {
    good: ['/', '/a/', '/a/b/', '/!~/', `/${a(510)}/`],
    bad: ['', '//', 'a/', '/a', '/a b/', '/é/', `/${a(511)}/`],
  },
  pathPrefix: { good: ['/', '/a', '/a/', `/${a(511)}`], bad: ['', 'a', '/ ', `/${a(512)}`] },
  policyPath: { good: ['/', '/a/', '/a.b/c,+@=_-/'], bad: ['', '//', '/a', '/*/', '/a!/', `/${a(511)}/`] },
  policyArn: {
    good: ['arn:aws:iam::123456789012:policy/a/b', 'arn:aws-cn:iam::aws:policy/x'],
    bad: ['policy', 'arn:aws:iam::1:policy/x', 'arn:aws:iam::123456789012:user/x', 'arn:*:iam::aws:policy/x'],
  },
  roleArn: {
    good: ['arn:aws:iam::123456789012:role/a/b'],
    bad: ['arn:aws:iam::123456789012:role/', 'arn:aws:sts::123456789012:assumed-role/a/b'],
  },
  policyVersionId: { good: ['v1', 'v10'], bad: ['v0', '1', 'V1', 'v01', 'v1.2'] },
  accessKeyId: { good: ['AKIAIOSFODNN7EXAMPLE'], bad: ['AKIA', a(129), 'AKIAIOSFODNN7EXAMPL-'] },
  roleSessionName: { good: ['ab', a(64)], bad: ['a', a(65), 'a b'] },
  externalId: { good: ['a:/b', a(1_224)], bad: ['a', a(1_225), 'a b'] },
  description: { good: ['', 'a b\n\té', a(1_000)], bad: [a(1_001), '\u0000', '€'] },
  tagKey: { good: ['Größe 1', 'a:b/c=+-@.'], bad: ['', a(129), 'a*', 'a\n'] },
  tagValue: { good: ['', a(256)], bad: [a(257), '"'] },
};

describe.each(Object.entries(cases))('%s', (name, { good, bad }) => {
  const pattern = namePatterns[name as keyof typeof namePatterns];

  it.each(good)('may be %j', (text) => {
    expect(pattern.test(text)).toBe(true);
  });

  it.each(bad)('cannot be %j', (text) => {
    expect(pattern.test(text)).toBe(false);
  });
});
