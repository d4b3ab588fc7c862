import { parseArn } from './arn.js';

describe('parseArn', () => {
  it('splits an ARN into its parts', () => {
    expect(parseArn('arn:aws:iam::123456789012:user/team/ada')).toEqual({
      partition: 'aws',
      service: 'iam',
      region: '',
      account: '123456789012',
      resource: 'user/team/ada',
    });
  });

  it('leaves colons and slashes behind the fifth colon alone', () => {
    expect(parseArn('arn:aws:logs:eu-west-1:1:log-group:a/b:*')?.resource).toBe('log-group:a/b:*');
  });

  it('accepts empty parts', () => {
    expect(parseArn('arn:::::')).toEqual({
      partition: '',
      service: '',
      region: '',
      account: '',
      resource: '',
    });
  });

  it.each([
    '',
    '*',
    'arn',
    'arn:',
    'arn:aws:iam::1',
    'ARN:aws:iam::1:root',
    'xarn:aws:iam::1:root',
    ' arn:aws:iam::1:root',
  ])('answers undefined for %j', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });
});
