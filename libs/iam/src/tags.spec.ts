import { defaultQuotas } from './quotas.js';
import { newTags } from './tags.js';

const tag = (key: string) => ({ key, value: 'x' });

describe('the tags of a new entity', () => {
  it('are kept in their order', () => {
    expect(newTags([tag('b'), tag('a')], defaultQuotas)).toEqual({ tags: [tag('b'), tag('a')] });
  });

  it('are no member of the event where there are none', () => {
    expect(newTags([], defaultQuotas)).toEqual({});
  });

  it.each([
    ['repeat a key in another case', [tag('Team'), tag('team')], 'Duplicate tag keys found.'],
    ['begin with the reserved prefix', [tag('AWS:team')], 'the tag key `AWS:team` begins with `aws:`'],
  ])('are refused when they %s', (_, tags, message) => {
    expect(() => newTags(tags, defaultQuotas)).toThrow(message);
  });

  it('stop at their quota', () => {
    const tags = Array.from({ length: 51 }, (_, index) => tag(`k${index}`));
    expect(newTags(tags.slice(1), defaultQuotas).tags).toHaveLength(50);
    expect(() => newTags(tags, defaultQuotas)).toThrow('Cannot exceed quota for TagsPerEntity: 50');
  });
});
