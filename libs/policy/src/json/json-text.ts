import { policyLimits } from '../limits/policy-limits.js';
import type { Finding } from './finding.js';
import type { JsonPlace } from './json-value.js';
import { findingAt, quoted } from './finding.js';

/** What can be wrong with a text as strict JSON (RFC 8259 with unique names, section 4). */
export type JsonErrorCode =
  | 'invalid_json'
  | 'trailing_text'
  | 'byte_order_mark'
  | 'duplicate_key'
  | 'prototype_key'
  | 'lone_surrogate'
  | 'number_out_of_range'
  | 'too_deep'
  | 'too_large';

export type JsonError = Finding<JsonErrorCode>;

/** Bounds on what is read at all; both inclusive. */
export interface JsonLimits {
  /** UTF-16 code units of the whole text. */
  readonly maxCharacters: number;
  /** Levels of nested objects and lists. */
  readonly maxDepth: number;
}

/** The bounds that hold when the caller names none: those of a policy document. */
export const defaultJsonLimits: JsonLimits = {
  maxCharacters: policyLimits.rawCharacters,
  maxDepth: policyLimits.depth,
};

/** Findings of one text are reported together, but not more than this many. */
const MAX_ERRORS = 100;

/** Ends a reading that cannot go on; never leaves this folder. */
export class ReadingStopped extends Error {}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** A text that is read once from left to right, and what was found wrong with it so far. */
export class JsonText {
  readonly errors: JsonError[] = [];
  offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(readonly text: string) {}

  /** The code unit at the current offset; `NaN` at the end, which is equal to nothing. */
  get code(): number {
    return this.text.charCodeAt(this.offset);
  }

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  skipWhiteSpace(): void {
    for (; ; this.offset += 1) {
      const code = this.code;
      if (code === LINE_FEED) {
        this.#line += 1;
        this.#lineStart = this.offset + 1;
      } else if (code !== SPACE && code !== CARRIAGE_RETURN && code !== TAB) return;
    }
  }

  /** The place of the value that starts at the current offset. */
  place(parent?: JsonPlace, key?: string | number): JsonPlace {
    return { line: this.#line, column: this.offset - this.#lineStart + 1, parent, key };
  }

  report(code: JsonErrorCode, at: JsonPlace, detail: string): void {
    this.errors.push(findingAt(code, at, detail));
    if (this.errors.length >= MAX_ERRORS) throw new ReadingStopped();
  }

  stop(code: JsonErrorCode, at: JsonPlace, detail: string): never {
    this.errors.push(findingAt(code, at, detail));
    throw new ReadingStopped();
  }

  /** Stops at the current offset, inside the value at `owner`, because something else was expected. */
  expected(what: string, owner: JsonPlace): never {
    const found = this.isAtEnd ? 'the end of the text' : quoted(this.text.charAt(this.offset));
    const here = this.place(owner.parent, owner.key);
    return this.stop('invalid_json', here, `found ${found}, write ${what} here`);
  }
}
