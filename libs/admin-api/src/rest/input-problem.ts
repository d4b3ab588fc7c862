import { EdgeError, type FieldError } from '@grantlog/contract';
import type { z } from 'zod';
import { pointerOf, validationErrors } from './validation-error.js';

type Issue = z.core.$ZodIssue;

/**
 * What the schema found wrong, as an error of the API. A member whose effect is not built yet (an issue with the
 * parameter `code: 'not_supported'`) makes it `not_supported`, unless something else is wrong as well.
 */
export function inputProblem(error: z.ZodError): EdgeError {
  const details = error.issues.flatMap(fieldErrors);
  if (details.length === 0 || details.some(({ code }) => code !== 'not_supported')) {
    return validationErrors(details);
  }
  return new EdgeError('not_supported', details[0]?.detail ?? 'this is not supported yet', details);
}

/** The words for issues whose schema says none of its own: what was found and what to send instead. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
  const found = foundIn(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `nothing is given, send ${article(issue.expected)}`
        : `found ${found}, send ${article(issue.expected)}`;
    case 'too_small':
      return `found ${found}, send at least ${bound(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `found ${found}, send at most ${bound(issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `found ${found}, send ${issue.values.map((value) => `\`${String(value)}\``).join(' or ')}`;
    case 'invalid_format':
      return `found ${found}, send what matches \`${issue.pattern ?? issue.format}\``;
    default:
      return `found ${found}, send what the documentation of this field describes`;
  }
}

function fieldErrors(issue: Issue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: 'unknown_field',
      detail: `\`${key}\` is not known here, leave it out`,
    }));
  }
  return [{ pointer: pointerOf(issue.path), code: codeOf(issue), detail: issue.message }];
}

const codes: Readonly<Partial<Record<Issue['code'], string>>> = {
  invalid_type: 'wrong_type',
  too_small: 'too_small',
  too_big: 'too_large',
  invalid_format: 'invalid_format',
};

function codeOf(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'missing_field';
  const named: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof named === 'string' ? named : (codes[issue.code] ?? 'invalid_value');
}

const longestQuote = 80;

function foundIn(input: unknown): string {
  if (typeof input === 'string') {
    return input.length <= longestQuote ? `\`${input}\`` : `\`${input.slice(0, longestQuote)}…\``;
  }
  if (typeof input === 'number' || typeof input === 'boolean') return `\`${String(input)}\``;
  if (Array.isArray(input)) return `a list of ${input.length}`;
  return input === null ? '`null`' : article(typeof input);
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'an object',
  int: 'a whole number',
  number: 'a number',
  boolean: '`true` or `false`',
  undefined: 'nothing',
};

function article(type: string): string {
  return nouns[type] ?? `a ${type}`;
}

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' items', set: ' items' };

function bound(value: number | bigint, origin: string): string {
  return `${value}${units[origin] ?? ''}`;
}
