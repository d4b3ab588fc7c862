import { type JsonValue, readJson } from '@grantlog/policy';

/**
 * A stored policy document as JSON. Policies compare numbers as texts, so a number that would be answered in another
 * spelling is answered as a string with its own.
 *
 * @throws TypeError for what is no document; each was checked when it was written.
 */
export function documentView(document: string): unknown {
  const reading = readJson(document);
  if (!reading.ok) throw new TypeError('a stored policy document is not JSON');
  return viewOf(reading.value);
}

function viewOf(value: JsonValue): unknown {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, viewOf(member)]));
    case 'array':
      return value.items.map(viewOf);
    case 'number':
      return String(value.value) === value.text ? value.value : value.text;
    case 'null':
      return null;
    default:
      return value.value;
  }
}
