import { type Finding, findingAt } from '../json/finding.js';
import type { JsonErrorCode } from '../json/json-text.js';
import type { JsonArray, JsonObject, JsonPlace, JsonString, JsonValue } from '../json/json-value.js';
import { type AwsFault, awsFaults } from './aws-message.js';
import type { PolicyErrorCode, PolicyWarningCode } from './policy-codes.js';

export type PolicyError = Finding<PolicyErrorCode | JsonErrorCode>;
export type PolicyWarning = Finding<PolicyWarningCode>;

/** More findings of a kind than this in one document are not reported. */
const MAX_FINDINGS = 100;

/** Collects what is wrong or doubtful in one document while it is read. */
export class Findings {
  readonly errors: PolicyError[];
  readonly warnings: PolicyWarning[] = [];
  #aws: AwsFault | undefined;

  /**
   * @param errors what was already found when the text was read as JSON
   * @param grammarOnly whether what the grammar allows is let pass, see {@link refuse}
   */
  constructor(
    errors: readonly PolicyError[],
    private readonly grammarOnly: boolean,
  ) {
    this.errors = [...errors];
    if (errors.length > 0) this.#aws = awsFaults.syntax;
  }

  /** The sentence with which AWS refuses the document. */
  get awsMessage(): string {
    return (this.#aws ?? awsFaults.syntax).message;
  }

  error(code: PolicyErrorCode, at: JsonPlace, detail: string, aws: AwsFault = awsFaults.syntax): void {
    if (this.#aws === undefined || aws.order < this.#aws.order) this.#aws = aws;
    if (this.errors.length < MAX_FINDINGS) this.errors.push(findingAt(code, at, detail));
  }

  /** Reports what the grammar allows but nobody should write: an error, unless only the grammar counts. */
  refuse(code: PolicyErrorCode, at: JsonPlace, detail: string, aws?: AwsFault): void {
    if (!this.grammarOnly) this.error(code, at, detail, aws);
  }

  warn(code: PolicyWarningCode, at: JsonPlace, detail: string): void {
    if (this.warnings.length < MAX_FINDINGS) this.warnings.push(findingAt(code, at, detail));
  }

  /** The value as a string; anything else is an error. */
  string(value: JsonValue): JsonString | undefined {
    if (value.kind === 'string') return value;
    this.#wrongType(value, 'a string');
    return undefined;
  }

  /** The value as an object; anything else is an error. */
  object(value: JsonValue): JsonObject | undefined {
    if (value.kind === 'object') return value;
    this.#wrongType(value, 'an object');
    return undefined;
  }

  /** The value as a list; a single value is a list of one, and an empty list is an error. */
  list(value: JsonValue): JsonArray['items'] {
    if (value.kind !== 'array') return [value];
    if (value.items.length === 0)
      this.error('empty_list', value.at, 'found an empty list, write at least one value');
    return value.items;
  }

  #wrongType(value: JsonValue, wanted: string): void {
    this.error('wrong_type', value.at, `found ${describe(value)}, write ${wanted}`);
  }
}

/** How messages call a JSON value. */
export function describe(value: JsonValue): string {
  switch (value.kind) {
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'null':
      return '`null`';
    default:
      return `a ${value.kind}`;
  }
}
