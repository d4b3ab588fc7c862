import { Glob } from '../pattern/glob.js';
import {
  isConstant,
  parseTemplate,
  parseWildcards,
  resolveTemplate,
  type Template,
  textOf,
} from '../pattern/template.js';
import type { Question } from './question.js';

/** The parts of an ARN before the last. */
const ARN_HEADS = 5;

/** Whether the resource of a question matches one pattern. A policy variable without a value matches nothing. */
export type ResourceTest = (question: Question) => boolean;

/**
 * Makes the test for a resource pattern other than `*`.
 *
 * Pattern and resource are split at their first five colons and compared part by part, so a wildcard in one part
 * never matches into the next; only the last part may have colons and policy variables. With regard to case.
 * Source: AWS IAM User Guide, "IAM JSON policy elements: Resource".
 */
export function resourceTest(pattern: string, hasVariables: boolean): ResourceTest {
  const parts = pattern.split(':');
  const last = parts.splice(ARN_HEADS).join(':');
  const heads = parts.map(parseWildcards);
  const tail = parseTemplate(last, { wildcards: true, variables: hasVariables });
  if (heads.every((head) => head.every((token) => token.kind === 'text')))
    return tailTest(`${parts.join(':')}:`, tail);
  const globs = heads.map((head) => new Glob(head));
  const test = globTest(tail);
  return (question) => {
    const colons = question.resourceColons;
    const isArn = colons.length === globs.length;
    const start = (colons.at(-1) ?? 0) + 1;
    return isArn && globs.every((glob, index) => partMatches(glob, question, index)) && test(question, start);
  };
}

/** The head has no wildcards: it is simply how the resource begins. Most patterns need no more than that. */
function tailTest(head: string, tail: Template): ResourceTest {
  const endsOpen = tail.at(-1)?.kind === 'any';
  const rest = endsOpen ? tail.slice(0, -1) : tail;
  if (rest.every((token) => token.kind === 'text')) {
    const written = head + textOf(rest);
    return endsOpen ? ({ resource }) => resource.startsWith(written) : ({ resource }) => resource === written;
  }
  const test = globTest(tail);
  return (question) => question.resource.startsWith(head) && test(question, head.length);
}

/** Tests the resource from an offset on. */
function globTest(tail: Template): (question: Question, from: number) => boolean {
  if (isConstant(tail)) {
    const glob = new Glob(tail);
    return ({ resource }, from) => glob.matches(resource, from);
  }
  return ({ resource, context }, from) => {
    const resolved = resolveTemplate(tail, context);
    return resolved !== undefined && new Glob(resolved).matches(resource, from);
  };
}

function partMatches(glob: Glob, question: Question, index: number): boolean {
  const colons = question.resourceColons;
  const from = index === 0 ? 0 : (colons[index - 1] ?? 0) + 1;
  return glob.matches(question.resource, from, colons[index]);
}
