/** Where a value stands in its text. Lines and columns count from 1; columns count UTF-16 code units. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
  /** The place of the object or list that holds this value; `undefined` for the outermost value. */
  readonly parent: JsonPlace | undefined;
  /** The member name or list index of this value inside its parent. */
  readonly key: string | number | undefined;
}

export interface JsonString {
  readonly kind: 'string';
  readonly value: string;
  readonly at: JsonPlace;
}

export interface JsonNumber {
  readonly kind: 'number';
  readonly value: number;
  /** The number as it was written, for example `10.0`. */
  readonly text: string;
  readonly at: JsonPlace;
}

export interface JsonBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly at: JsonPlace;
}

export interface JsonNull {
  readonly kind: 'null';
  readonly at: JsonPlace;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: readonly JsonValue[];
  readonly at: JsonPlace;
}

export interface JsonObject {
  readonly kind: 'object';
  /** In the order of the text; no two members have the same name. */
  readonly members: ReadonlyMap<string, JsonValue>;
  readonly at: JsonPlace;
}

/** One JSON value together with where it was written. */
export type JsonValue = JsonString | JsonNumber | JsonBoolean | JsonNull | JsonArray | JsonObject;

/** The RFC 6901 JSON pointer of a place; the outermost value has the empty pointer. */
export function jsonPointer(place: JsonPlace): string {
  const steps: string[] = [];
  for (let at: JsonPlace | undefined = place; at?.key !== undefined; at = at.parent) {
    steps.push(`/${String(at.key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
  return steps.reverse().join('');
}
