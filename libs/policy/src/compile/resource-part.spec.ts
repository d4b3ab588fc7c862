import { request, user } from '../evaluate/request.fixture.js';
import { Question } from './question.js';
import { ResourcePart } from './resource-part.js';

const context = { 'aws:PrincipalTag/team': 'red*', 'aws:TagKeys': ['x'], 'colon:key': 'a:b' };

function matches(
  patterns: string | readonly string[],
  resource: string,
  negated = false,
  hasVariables = true,
): boolean {
  const part = new ResourcePart({ negated, patterns: [patterns].flat() }, hasVariables);
  return part.matches(new Question(request(user('ada'), { resource, context })));
}

describe('Resource', () => {
  it.each([
    ['*', '*', true],
    ['*', 'anything', true],
    ['arn:aws:s3:::*', '*', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:::b', 'arn:aws:s3:::B', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b/', false],
    ['arn:aws:s3:::b*', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:::b*', 'arn:aws:s3:::bc/d:e', true],
    ['arn:aws:s3:::*', 'arn:aws:s3:::', true],
    ['arn:aws:s3:::*/*', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::*/res-1', 'arn:aws:s3:::team-1/res-1', true],
    ['arn:aws:s3:::b/?', 'arn:aws:s3:::b/x', true],
    ['arn:aws:s3:::b/?', 'arn:aws:s3:::b/', false],
    ['arn:aws:s3:::b', 'arn:aws:s3::1:b', false],
    ['arn:aws:s3::*:b', 'arn:aws:s3::1:b', true],
    ['arn:aws:s3::*:b', 'arn:aws:s3:::b', true],
    ['arn:aws:s3:*:*:b', 'arn:aws:s3:a:b:c:b', false],
    ['arn:aws:sns:*:t', 'arn:aws:sns:eu-west-1:1:x:t', false],
    ['arn:*:s3:::b', 'arn:aws-cn:s3:::b', true],
    ['arn:aws:s3:eu-?:1:b', 'arn:aws:s3:eu-1:1:b', true],
    ['arn:aws:s3:eu-?:1:b', 'arn:aws:s3:eu-12:1:b', false],
    ['arn:aws:s3:*:1:b*', 'arn:aws:s3:eu:1:b:c', true],
    ['arn:aws:s3:*:1:b', 'arn:aws:s3', false],
    ['arn:aws:s3:*:1:b', '*', false],
    ['arn:aws:s3:*:*:s3', 'arn:aws:s3', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::*', false],
    ['arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/ada', true],
    ['arn:aws:iam::1:user/${aws:username}', 'arn:aws:iam::1:user/${aws:username}', false],
    ['arn:aws:sqs:*:1:${aws:username}-queue', 'arn:aws:sqs:eu:1:ada-queue', true],
    ['arn:aws:s3:::b/${colon:key}/*', 'arn:aws:s3:::b/a:b/c', true],
    ['arn:aws:s3:::b/${aws:PrincipalTag/Team}', 'arn:aws:s3:::b/red*', true],
    ['arn:aws:s3:::b/${aws:PrincipalTag/Team}', 'arn:aws:s3:::b/redder', false],
    ['arn:aws:s3:::b/${no:key}', 'arn:aws:s3:::b/', false],
    ["arn:aws:s3:::b/${no:key, 'x'}", 'arn:aws:s3:::b/x', true],
    ['arn:aws:s3:::b/${aws:TagKeys}', 'arn:aws:s3:::b/x', false],
    ['arn:aws:s3:::b/${*}', 'arn:aws:s3:::b/*', true],
    ['arn:aws:s3:::b/${*}', 'arn:aws:s3:::b/x', false],
  ])('%s on %s: %j', (pattern, resource, expected) => {
    expect(matches(pattern, resource)).toBe(expected);
  });

  it('is any of its patterns', () => {
    expect(matches(['arn:aws:s3:::a', 'arn:aws:s3:::${no:key}', 'arn:aws:s3:::b'], 'arn:aws:s3:::b')).toBe(
      true,
    );
  });

  it('takes variables as text in the old version', () => {
    expect(matches('arn:aws:s3:::${aws:username}', 'arn:aws:s3:::ada', false, false)).toBe(false);
    expect(matches('arn:aws:s3:::${aws:username}', 'arn:aws:s3:::${aws:username}', false, false)).toBe(true);
  });
});

describe('NotResource', () => {
  it.each([
    ['*', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b', false],
    ['arn:aws:s3:::b', 'arn:aws:s3:::c', true],
    [['arn:aws:s3:::b', 'arn:aws:s3:::c'], 'arn:aws:s3:::c', false],
    ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::ada', false],
    ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::bob', true],
  ])('%j leaves %s out: %j', (pattern, resource, expected) => {
    expect(matches(pattern, resource, true)).toBe(expected);
  });

  it('does not apply while a variable has no value, whatever the resource', () => {
    expect(matches('arn:aws:s3:::${no:key}', 'arn:aws:s3:::b', true)).toBe(false);
    expect(matches(['arn:aws:s3:::b', 'arn:aws:sqs:::${no:key}'], 'arn:aws:s3:::c', true)).toBe(false);
    expect(matches('arn:aws:s3:::${no:key}', 'arn:aws:s3:::b', true, false)).toBe(true);
  });
});
