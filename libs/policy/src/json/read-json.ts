import type { JsonPlace, JsonValue } from './json-value.js';
import { defaultJsonLimits, type JsonError, type JsonLimits, JsonText, ReadingStopped } from './json-text.js';
import { quoted } from './finding.js';
import { readNumber, startsNumber } from './read-number.js';
import { readString } from './read-string.js';

/** Either the value or everything that is wrong with the text. */
export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue }
  | {
      readonly ok: false;
      readonly errors: readonly JsonError[];
      /** What could be read all the same, for further checks only; absent when the reading ended early. */
      readonly value?: JsonValue;
    };

const openBrace = '{'.charCodeAt(0);
const closeBrace = '}'.charCodeAt(0);
const openBracket = '['.charCodeAt(0);
const closeBracket = ']'.charCodeAt(0);
const quote = '"'.charCodeAt(0);
const comma = ','.charCodeAt(0);
const colon = ':'.charCodeAt(0);

/** Shared by all that are empty: maps and lists are dear, and a text may have very many. */
const noItems: readonly JsonValue[] = [];
const noMembers: ReadonlyMap<string, JsonValue> = new Map();

/** Names that reach into an object's prototype when a value is turned into an ordinary object. */
const prototypeKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a text as strict JSON: RFC 8259, and no two members of one object may have the same name.
 *
 * Errors that leave the rest readable (duplicate and prototype keys, lone surrogates, numbers out of range) are
 * all reported, up to 100; any other error ends the reading and is the last one reported.
 * Time and memory are linear in the length of the text; the depth is bounded by the limits.
 */
export function readJson(text: string, limits: Partial<JsonLimits> = {}): JsonReading {
  const { maxCharacters, maxDepth } = { ...defaultJsonLimits, ...limits };
  const source = new JsonText(text);
  try {
    if (text.length > maxCharacters) {
      const detail = `found ${text.length} characters, write at most ${maxCharacters}`;
      source.stop('too_large', source.place(), detail);
    }
    const value = new ValueReader(source, maxDepth).readWhole();
    return source.errors.length === 0 ? { ok: true, value } : { ok: false, errors: source.errors, value };
  } catch (error) {
    if (error instanceof ReadingStopped) return { ok: false, errors: source.errors };
    throw error;
  }
}

class ValueReader {
  #depth = 0;

  constructor(
    private readonly source: JsonText,
    private readonly maxDepth: number,
  ) {}

  readWhole(): JsonValue {
    const source = this.source;
    if (source.code === 0xfeff) {
      source.stop(
        'byte_order_mark',
        source.place(),
        'found a byte order mark, start the text with the JSON value',
      );
    }
    source.skipWhiteSpace();
    const value = this.#readValue(source.place());
    source.skipWhiteSpace();
    if (!source.isAtEnd) {
      const found = quoted(source.text.charAt(source.offset));
      source.stop('trailing_text', source.place(), `found ${found} after the value, leave it out`);
    }
    return value;
  }

  #readValue(at: JsonPlace): JsonValue {
    const source = this.source;
    switch (source.code) {
      case openBrace:
        return this.#readObject(at);
      case openBracket:
        return this.#readArray(at);
      case quote:
        return { kind: 'string', value: readString(source, at), at };
      default:
        return this.#readWord(at);
    }
  }

  #readWord(at: JsonPlace): JsonValue {
    if (startsNumber(this.source.code)) return readNumber(this.source, at);
    if (this.#takeWord('true')) return { kind: 'boolean', value: true, at };
    if (this.#takeWord('false')) return { kind: 'boolean', value: false, at };
    if (this.#takeWord('null')) return { kind: 'null', at };
    return this.source.expected('a JSON value', at);
  }

  #takeWord(word: string): boolean {
    if (!this.source.text.startsWith(word, this.source.offset)) return false;
    this.source.offset += word.length;
    return true;
  }

  /** Goes behind the bracket that opens a value. */
  #enter(at: JsonPlace): void {
    this.#depth += 1;
    if (this.#depth > this.maxDepth) {
      this.source.stop('too_deep', at, `found more than ${this.maxDepth} nested levels, write fewer`);
    }
    this.source.offset += 1;
    this.source.skipWhiteSpace();
  }

  /** Goes behind the bracket that closes the value. */
  #leave<Value extends JsonValue>(value: Value): Value {
    this.source.offset += 1;
    this.#depth -= 1;
    return value;
  }

  #readArray(at: JsonPlace): JsonValue {
    const source = this.source;
    this.#enter(at);
    if (source.code === closeBracket) return this.#leave({ kind: 'array', items: noItems, at });
    // A list that begins with its first item has room for that one only; an empty one makes room for many.
    const items = [this.#readValue(source.place(at, 0))];
    for (;;) {
      source.skipWhiteSpace();
      if (source.code === closeBracket) return this.#leave({ kind: 'array', items, at });
      if (source.code !== comma) source.expected('`,` or `]`', at);
      source.offset += 1;
      source.skipWhiteSpace();
      items.push(this.#readValue(source.place(at, items.length)));
    }
  }

  #readObject(at: JsonPlace): JsonValue {
    const source = this.source;
    this.#enter(at);
    if (source.code === closeBrace) return this.#leave({ kind: 'object', members: noMembers, at });
    const members = new Map<string, JsonValue>();
    for (;;) {
      this.#readMember(at, members);
      source.skipWhiteSpace();
      if (source.code === closeBrace) return this.#leave({ kind: 'object', members, at });
      if (source.code !== comma) source.expected('`,` or `}`', at);
      source.offset += 1;
      source.skipWhiteSpace();
    }
  }

  #readMember(at: JsonPlace, members: Map<string, JsonValue>): void {
    const source = this.source;
    if (source.code !== quote) source.expected('a member name in double quotes', at);
    const { line, column } = source.place();
    const name = readString(source, source.place(at.parent, at.key));
    const memberAt: JsonPlace = { line, column, parent: at, key: name };
    if (prototypeKeys.has(name))
      source.report('prototype_key', memberAt, `found ${quoted(name)}, use another name`);
    else if (members.has(name)) {
      source.report('duplicate_key', memberAt, `found ${quoted(name)} twice in one object, write it once`);
    }
    source.skipWhiteSpace();
    if (source.code !== colon) source.expected('`:` after the member name', memberAt);
    source.offset += 1;
    source.skipWhiteSpace();
    const value = this.#readValue(source.place(at, name));
    if (!members.has(name)) members.set(name, value);
  }
}
