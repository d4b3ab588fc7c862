import { jsonPointer } from './json-value.js';
import { type JsonReading, readJson } from './read-json.js';
import { toPlain } from './to-plain.js';

function errorsOf(reading: JsonReading) {
  if (reading.ok) throw new Error('expected errors');
  return reading.errors;
}

/** `code pointer line:column` of each error. */
function briefly(text: string, limits = {}): readonly string[] {
  return errorsOf(readJson(text, limits)).map(
    ({ code, pointer, line, column }) => `${code} ${pointer} ${line}:${column}`,
  );
}

describe('readJson', () => {
  it.each([
    '{}',
    '[]',
    'null',
    ' [ true , false , null ] ',
    '{"a":{"b":[1,-2,0.5,1e3,-1.5E-2,0]},"":"x"}',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é 😀"',
    '\r\n\t{"a"\n:\n1}\n',
  ])('reads %j as JSON.parse does', (text) => {
    const reading = readJson(text);
    expect(reading.ok && toPlain(reading.value)).toEqual(JSON.parse(text));
  });

  it('knows where each value was written', () => {
    const reading = readJson('{\n  "a/b": [1,\n    {"~": "x"}]\n}');
    const list = reading.ok && reading.value.kind === 'object' ? reading.value.members.get('a/b') : undefined;
    const inner = list?.kind === 'array' ? list.items[1] : undefined;
    const leaf = inner?.kind === 'object' ? inner.members.get('~') : undefined;
    expect(list?.at).toMatchObject({ line: 2, column: 10 });
    expect(inner?.at).toMatchObject({ line: 3, column: 5 });
    expect(leaf && [jsonPointer(leaf.at), leaf.at.line, leaf.at.column]).toEqual(['/a~1b/1/~0', 3, 11]);
  });

  it('keeps a number as it was written', () => {
    const reading = readJson('10.0');
    expect(reading).toMatchObject({ ok: true, value: { kind: 'number', value: 10, text: '10.0' } });
  });

  it.each([
    ['', 'invalid_json  1:1'],
    ['{', 'invalid_json  1:2'],
    ['{"a"', 'invalid_json /a 1:5'],
    ['{"a" 1}', 'invalid_json /a 1:6'],
    ['{"a":}', 'invalid_json /a 1:6'],
    ['{"a":1,}', 'invalid_json  1:8'],
    ['{a:1}', 'invalid_json  1:2'],
    ["{'a':1}", 'invalid_json  1:2'],
    ['[1,]', 'invalid_json /1 1:4'],
    ['[1 2]', 'invalid_json  1:4'],
    ['{"a":[1,\n  +1]}', 'invalid_json /a/1 2:3'],
    ['01', 'trailing_text  1:2'],
    ['1.', 'invalid_json  1:3'],
    ['1e', 'invalid_json  1:3'],
    ['-', 'invalid_json  1:2'],
    ['.5', 'invalid_json  1:1'],
    ['NaN', 'invalid_json  1:1'],
    ['nul', 'invalid_json  1:1'],
    ['truex', 'trailing_text  1:5'],
    ['"a', 'invalid_json  1:3'],
    ['"a\nb"', 'invalid_json  1:3'],
    ['"\\x"', 'invalid_json  1:3'],
    ['"\\u12g4"', 'invalid_json  1:6'],
    ['{} {}', 'trailing_text  1:4'],
    ['{}\n// no', 'trailing_text  2:1'],
    ['\u00a0{}', 'invalid_json  1:1'],
    ['\ufeff{}', 'byte_order_mark  1:1'],
  ])('refuses %j', (text, expected) => {
    expect(briefly(text)).toEqual([expected]);
  });

  it.each([
    ['{"a":1,\n"a":2}', 'duplicate_key /a 2:1'],
    ['{"a":1,"\\u0061":2}', 'duplicate_key /a 1:8'],
    ['{"x":[{"__proto__":{"admin":true}}]}', 'prototype_key /x/0/__proto__ 1:8'],
    ['{"constructor":1}', 'prototype_key /constructor 1:2'],
    ['{"prototype":1}', 'prototype_key /prototype 1:2'],
    ['{"\\u005f_proto__":1}', 'prototype_key /__proto__ 1:2'],
    ['["\\ud800"]', 'lone_surrogate /0 1:2'],
    ['["\\udc00\\ud800"]', 'lone_surrogate /0 1:2'],
    ['["\ud83d"]', 'lone_surrogate /0 1:2'],
    ['{"\\ud800":1}', 'lone_surrogate  1:2'],
    ['[1e999]', 'number_out_of_range /0 1:2'],
  ])('refuses %j', (text, expected) => {
    expect(briefly(text)).toEqual([expected]);
  });

  it('reports every error that leaves the rest readable, in one reading', () => {
    expect(briefly('{"a":1,"a":{"__proto__":2},"b":"\\ud800"} x')).toEqual([
      'duplicate_key /a 1:8',
      'prototype_key /a/__proto__ 1:13',
      'lone_surrogate /b 1:32',
      'trailing_text  1:42',
    ]);
  });

  it('stops after 100 errors', () => {
    expect(errorsOf(readJson(`[${'1e999,'.repeat(500)}0]`))).toHaveLength(100);
  });

  it('accepts the deepest allowed nesting and refuses one level more', () => {
    expect(readJson('['.repeat(32) + ']'.repeat(32)).ok).toBe(true);
    expect(briefly('['.repeat(33) + ']'.repeat(33))).toEqual([`too_deep ${'/0'.repeat(32)} 1:33`]);
  });

  it('survives a million opening brackets', () => {
    expect(briefly('['.repeat(1_000_000), { maxCharacters: Infinity })[0]).toMatch(/^too_deep/);
  });

  it('accepts the longest allowed text and refuses one character more', () => {
    const longest = `"${'a'.repeat(131_070)}"`;
    expect(readJson(longest).ok).toBe(true);
    expect(briefly(`${longest} `)).toEqual(['too_large  1:1']);
    expect(readJson(`${longest} `, { maxCharacters: 200_000 }).ok).toBe(true);
  });

  it('says what it found and what to write', () => {
    expect(errorsOf(readJson('{"a":1 "b":2}'))[0]?.detail).toBe('found `"`, write `,` or `}` here');
    expect(errorsOf(readJson('[1'))[0]?.detail).toBe('found the end of the text, write `,` or `]` here');
  });

  it('shortens what it quotes', () => {
    const name = 'x'.repeat(5_000);
    expect(errorsOf(readJson(`{"${name}":1,"${name}":2}`))[0]?.detail.length).toBeLessThan(200);
  });
});

describe('toPlain', () => {
  it('makes ordinary objects that do not share a prototype with the text', () => {
    const reading = readJson('{"a":{"toString":1}}');
    const plain = reading.ok ? toPlain(reading.value) : undefined;
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
    expect(plain).toEqual({ a: { toString: 1 } });
  });
});
