import type { JsonValue } from './json-value.js';

/** What `JSON.parse` answers, without its surprises. */
export type PlainJson = string | number | boolean | null | PlainJson[] | { [name: string]: PlainJson };

/**
 * The plain JavaScript value of a JSON value: ordinary objects and arrays, fresh and mutable.
 *
 * Safe for ordinary objects because {@link readJson} refuses names that reach into a prototype.
 */
export function toPlain(value: JsonValue): PlainJson {
  switch (value.kind) {
    case 'null':
      return null;
    case 'array':
      return value.items.map(toPlain);
    case 'object': {
      const plain: { [name: string]: PlainJson } = {};
      for (const [name, member] of value.members) plain[name] = toPlain(member);
      return plain;
    }
    default:
      return value.value;
  }
}
