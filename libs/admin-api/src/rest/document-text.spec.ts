import { readJson } from '@grantlog/policy';
import { documentText } from './document-text.js';

function written(text: string): string {
  const reading = readJson(text);
  if (!reading.ok) throw new Error('the text is no JSON');
  return documentText(reading.value);
}

describe('the text of a document that stands in a body', () => {
  it.each([
    ['{ "a" : [ true , false , null , { } , [ ] ] }', '{"a":[true,false,null,{},[]]}'],
    ['[1.0, 12345678901234567890, 1e2, -0, 1E+2]', '[1.0,12345678901234567890,1e2,-0,1E+2]'],
    [String.raw`"\"\\\/\b\f\n\r\t\u001f"`, String.raw`"\"\\/\b\f\n\r\t\u001f"`],
    [String.raw`"\u0020~\u00e9\u00ff"`, '" ~\u00e9\u00ff"'],
    [String.raw`"\u0100\u4e2d\ud83d\ude00"`, String.raw`"\u0100\u4e2d\ud83d\ude00"`],
    ['"\u4e2d"', String.raw`"\u4e2d"`],
    [String.raw`{"\u4e2d":1,"b":2,"a":3}`, String.raw`{"\u4e2d":1,"b":2,"a":3}`],
  ])('%s is written as %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });
});
