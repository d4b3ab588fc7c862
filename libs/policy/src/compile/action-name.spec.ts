import { actionName } from './action-name.js';

describe('actionName', () => {
  it.each([
    ['S3:GetObject', 's3:getobject', 's3'],
    ['s3', 's3', ''],
    ['', '', ''],
    ['a:b:c', 'a:b:c', 'a'],
  ])('of %j', (written, lowerCase, service) => {
    expect(actionName(written)).toMatchObject({ written, lowerCase, service });
    expect(actionName(written)).toMatchObject({ written, lowerCase, service });
  });

  it('is kept, so that a decision does not make it again', () => {
    expect(actionName('s3:PutObject')).toBe(actionName('s3:PutObject'));
  });

  it('is not kept when it is longer than any, or when there are too many', () => {
    const long = `s3:${'x'.repeat(200)}`;
    expect(actionName(long)).not.toBe(actionName(long));
    const first = actionName('s3:First');
    for (let index = 0; index < 5_000; index += 1) actionName(`s3:Action${index}`);
    expect(actionName('s3:First')).not.toBe(first);
    expect(actionName('s3:First')).toEqual(first);
  });
});
