/**
 * The canonical text of a JSON value: the same value gives the same bytes in every language (RFC 8785). Object
 * members are sorted by UTF-16 code units, there is no white space, and strings and numbers are written as
 * ECMAScript's `JSON.stringify` writes them, which is the serialization the RFC prescribes (sections 3.2.2, 3.2.3).
 *
 * Members whose value is `undefined` are left out. Cost is linear in the text, plus the sorting of names.
 *
 * @throws TypeError for what JSON cannot carry: a number that is not finite, a lone surrogate, a function, a bigint.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  return canonicalScalar(value);
}

function canonicalObject(value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${canonicalScalar(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function canonicalScalar(value: unknown): string {
  if (typeof value === 'string' && !value.isWellFormed()) {
    throw new TypeError('a lone surrogate has no canonical JSON form');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`\`${value}\` has no canonical JSON form`);
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return JSON.stringify(value);
  throw new TypeError(`a value of type \`${typeof value}\` has no canonical JSON form`);
}
