import { documentView } from './document-view.js';

describe('a stored policy document as it is shown', () => {
  it('is the JSON that was stored', () => {
    const text = '{"a":[true,null,"\\u4e2d",{"b":-1.5}]}';
    expect(documentView(text)).toEqual(JSON.parse(text));
  });

  it.each(['1.0', '1e2', '-0', '12345678901234567890', '0.10000000000000000555'])(
    'has the number %s as a string, which JSON would spell otherwise',
    (number) => {
      expect(documentView(`{"a":${number}}`)).toEqual({ a: number });
    },
  );

  it('is an error of the service when it is no JSON', () => {
    expect(() => documentView('{')).toThrow(TypeError);
  });
});
