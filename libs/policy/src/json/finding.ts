import { type JsonPlace, jsonPointer } from './json-value.js';

/** One thing that is wrong (or, as a warning, doubtful) in a document, with the place where it was written. */
export interface Finding<Code extends string = string> {
  /** Stable: programs may depend on it. */
  readonly code: Code;
  /** RFC 6901 JSON pointer into the document as it was sent. */
  readonly pointer: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1, in UTF-16 code units. */
  readonly column: number;
  /** What was found and what to write instead. */
  readonly detail: string;
}

/** Makes a finding about the value at a place. */
export function findingAt<Code extends string>(code: Code, at: JsonPlace, detail: string): Finding<Code> {
  return { code, pointer: jsonPointer(at), line: at.line, column: at.column, detail };
}

const QUOTED_CHARACTERS = 80;

/** Puts what a user wrote into backticks, shortened to 80 characters, for use in a `detail`. */
export function quoted(text: string): string {
  return text.length <= QUOTED_CHARACTERS ? `\`${text}\`` : `\`${text.slice(0, QUOTED_CHARACTERS)}…\``;
}
