import type { PolicyType } from '../document/policy.js';

/** A shape of document that costs a reader more than others of its size. */
export interface WorstDocument {
  readonly title: string;
  readonly type: PolicyType;
  /** A document of exactly so many characters. */
  readonly text: (size: number) => string;
}

/** Pieces between two ends until the text is as long as it has to be; what is missing then is white space. */
function filled(size: number, head: string, piece: (index: number) => string, tail: string): string {
  const pieces: string[] = [];
  let length = head.length + tail.length;
  for (let next = piece(0); length + next.length + 1 <= size; next = piece(pieces.length)) {
    pieces.push(next);
    length += next.length + 1;
  }
  return (head + pieces.join(',') + tail).padEnd(size);
}

/** One long text between two ends. */
function stretched(size: number, head: string, piece: string, tail: string): string {
  const count = Math.floor((size - head.length - tail.length) / piece.length);
  return (head + piece.repeat(count) + tail).padEnd(size);
}

const version = '{"Version":"2012-10-17",';
const statement = `${version}"Statement":{"Effect":"Allow",`;
const allowing = `${statement}"Action":"*","Resource":"*",`;
const nested = `${'['.repeat(29)}${']'.repeat(29)}`;

const shapes: Readonly<Record<string, (size: number) => string>> = {
  'nesting at the limit': (size) => filled(size, `${version}"Statement":[`, () => nested, ']}'),
  'many statements': (size) =>
    filled(size, `${version}"Statement":[`, () => '{"Effect":"Deny","Action":"*","Resource":"*"}', ']}'),
  'many statements of one service': (size) =>
    filled(
      size,
      `${version}"Statement":[`,
      (index) => `{"Effect":"Allow","NotAction":"s:a${index}*","NotResource":"arn:a:s:::b\${k}${index}*"}`,
      ']}',
    ),
  'many actions with wildcards': (size) =>
    filled(size, `${statement}"Resource":"*","Action":[`, (index) => `"s:*a?${index}*"`, ']}}'),
  'many short actions': (size) => filled(size, `${statement}"Resource":"*","Action":[`, () => '"s:?"', ']}}'),
  'many actions that begin alike': (size) =>
    filled(
      size,
      `${statement}"Resource":"*","Action":[`,
      (index) => `"s:${'a'.repeat(200)}${index}*"`,
      ']}}',
    ),
  'actions that begin with each other': (size) =>
    filled(size, `${statement}"Resource":"*","Action":[`, (index) => `"s:${'a'.repeat(index)}*"`, ']}}'),
  'one action of wildcards': (size) =>
    stretched(size, `${statement}"Resource":"*","Action":"s:`, '?*a*', '"}}'),
  'many resources': (size) =>
    filled(size, `${statement}"Action":"*","Resource":[`, (index) => `"arn:a:s:*::b*\${k}?${index}"`, ']}}'),
  'one resource of colons': (size) =>
    stretched(size, `${statement}"Action":"*","Resource":"arn:a:s:::`, ':*', '"}}'),
  'no resource of colons': (size) => stretched(size, `${statement}"Action":"*","Resource":"x`, ':', '"}}'),
  'a text of escapes': (size) =>
    stretched(size, `${version}"Statement":[],"Id":"`, '\\u0061\\n\\ud83d\\ude00', '"}'),
  'white space': (size) => stretched(size, `${version}"Statement":[`, ' \n', ']}'),
  'a name that occurs again and again': (size) => filled(size, version, () => '"Id":"a"', '}'),
  'errors below a long name': (size) => filled(size, `{"${'a'.repeat(size / 2)}":{`, () => '"b":0', '}}'),
  'unknown elements': (size) => filled(size, '{', (index) => `"x${index}":0`, '}'),
  'values of the wrong type': (size) => filled(size, `${statement}"Action":[`, () => '{}', ']}}'),
  'ids that occur again and again': (size) =>
    filled(size, `${version}"Statement":[`, (index) => `{"Sid":"a${index % 1_000}"}`, ']}'),
  'many operators': (size) =>
    filled(size, `${allowing}"Condition":{`, (index) => `"stringequals${index}ifexists":{}`, '}}}'),
  'many condition keys': (size) =>
    filled(size, `${allowing}"Condition":{"StringLike":{`, (index) => `"a:${index}":"*a*"`, '}}}}'),
  'condition keys in different case': (size) =>
    filled(size, `${allowing}"Condition":{"Bool":{`, (index) => `"a:${inCase(index)}":true`, '}}}}'),
  'many numbers': (size) =>
    filled(size, `${allowing}"Condition":{"NumericLessThan":{"a:b":[`, (index) => `${index}.5`, ']}}}}'),
  'many addresses': (size) =>
    filled(size, `${allowing}"Condition":{"NotIpAddress":{"a:b":[`, () => '"1:2:3:4::/64"', ']}}}}'),
  'many ARNs': (size) =>
    filled(size, `${allowing}"Condition":{"ArnNotLike":{"a:b":[`, () => '"arn:a:s:*::${a:b}*"', ']}}}}'),
  'many dates that are none': (size) =>
    filled(size, `${allowing}"Condition":{"DateEquals":{"a:b":[`, () => '"2026-02-30"', ']}}}}'),
  'many dates': (size) =>
    filled(
      size,
      `${allowing}"Condition":{"DateLessThan":{"a:b":[`,
      () => '"1960-12-31T23:59:59.5-01:00"',
      ']}}}}',
    ),
  'many texts': (size) =>
    filled(
      size,
      `${allowing}"Condition":{"StringEquals":{"a:b":[`,
      (index) => `"\${k, 'x'}${index}"`,
      ']}}}}',
    ),
  'one long number': (size) =>
    stretched(size, `${allowing}"Condition":{"NumericEquals":{"a:b":"1`, '0', '"}}}}'),
  'one long fraction of a second': (size) =>
    stretched(size, `${allowing}"Condition":{"DateEquals":{"a:b":"1960-01-01T00:00:00.`, '1', 'Z"}}}}'),
  'one long base64 text': (size) =>
    stretched(size, `${allowing}"Condition":{"BinaryEquals":{"a:b":"`, 'QUJD', '"}}}}'),
  'variables that do not end': (size) =>
    stretched(size, `${allowing}"Condition":{"StringLike":{"a:b":"`, "${a, '", '"}}}}'),
  'the only wrong character at the end': (size) =>
    stretched(size, `${version}"Statement":[],"Id":"`, 'a\u00e9', '\u4e2d"}'),
  principals: (size) =>
    filled(
      size,
      `${allowing}"Principal":{"AWS":[`,
      (index) => `"arn:aws:iam::${String(index).padStart(12, '0')}:user/a"`,
      ']}}}',
    ),
};

const letters = 'abcdefghijklmnop';

/** Sixteen letters in the case that the bits of a number say. */
function inCase(bits: number): string {
  return Array.from(letters, (letter, bit) => ((bits >> bit) & 1 ? letter.toUpperCase() : letter)).join('');
}

/** The worst shapes that are known: for the reader, for the checks, and for the compilation. */
export const worstDocuments: readonly WorstDocument[] = Object.entries(shapes).map(([title, text]) => ({
  title,
  type: title === 'principals' ? 'resource' : 'managed',
  text,
}));
