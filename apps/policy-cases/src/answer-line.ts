import type { PlainJson } from '@grantlog/policy';
import { ContextError, readJson, toPlain, UnreadablePolicyError } from '@grantlog/policy';
import { decideCase } from './decide-case.js';
import { CaseError, decisionCase } from './decision-case.js';
import { validateCase } from './validate-case.js';

/** What is answered to one line of the file. */
export interface LineAnswer {
  readonly answer: Readonly<Record<string, unknown>>;
  /** Whether the line was a case at all; a case that has no answer still is one. */
  readonly isCase: boolean;
}

type Line = Readonly<Record<string, unknown>>;

/** Answers one line: a decision where it has an `action`, the findings about a document where it has a `document`. */
export function answerLine(text: string): LineAnswer {
  const reading = readJson(text, { maxCharacters: Infinity, maxDepth: 64 });
  if (!reading.ok) {
    const [first] = reading.errors;
    return notACase(`the line is not JSON: ${first?.detail} (column ${first?.column})`);
  }
  const line = toPlain(reading.value);
  if (!isObject(line)) return notACase('the line is not a JSON object');
  if (line['action'] !== undefined)
    return { answer: answerOf(line, () => decideCase(decisionCase(line))), isCase: true };
  if (line['document'] !== undefined)
    return { answer: answerOf(line, () => validateCase(line)), isCase: true };
  return notACase('the line has neither `action` nor `document`');
}

function answerOf(line: Line, answer: () => Line): Line {
  try {
    return { id: line['id'], ...answer() };
  } catch (error) {
    if (
      error instanceof CaseError ||
      error instanceof UnreadablePolicyError ||
      error instanceof ContextError
    ) {
      return { id: line['id'], error: error.message };
    }
    throw error;
  }
}

function notACase(error: string): LineAnswer {
  return { answer: { error }, isCase: false };
}

function isObject(value: PlainJson): value is Readonly<Record<string, PlainJson>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
