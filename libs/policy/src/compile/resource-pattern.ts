import { ArnPattern } from '../arn/arn-pattern.js';
import type { RequestContext } from '../evaluate/request-context.js';
import { Glob } from '../pattern/glob.js';
import {
  isConstant,
  parseTemplate,
  parseWildcards,
  resolveTemplate,
  type ResolvedTemplate,
  type Template,
  textOf,
} from '../pattern/template.js';

/** The parts of an ARN before the last. */
const ARN_HEADS = 5;

/** The forms that a resource pattern takes, from the cheapest to test to the dearest. */
export type ResourcePattern =
  /** No wildcard. */
  | { readonly kind: 'exact'; readonly resource: string }
  /** A single `*`, at the end. */
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'test'; readonly test: ResourceTest };

/** Whether a resource matches a pattern. A policy variable without a value matches nothing. */
export type ResourceTest = (resource: string, context: RequestContext) => boolean;

/**
 * Tells which form a pattern other than `*` has.
 *
 * Pattern and resource are split at their first five colons and compared part by part, so a wildcard in one part
 * never matches into the next; only the last part may have colons and policy variables. With regard to case.
 * Source: AWS IAM User Guide, "IAM JSON policy elements: Resource".
 */
export function resourcePattern(pattern: string, hasVariables: boolean): ResourcePattern {
  const parts = pattern.split(':');
  const last = parts.splice(ARN_HEADS).join(':');
  const heads = parts.map(parseWildcards);
  const tail = parseTemplate(last, { wildcards: true, variables: hasVariables });
  const isFixed = heads.every((head) => head.every((token) => token.kind === 'text'));
  if (isFixed) return fixedHead(`${parts.join(':')}:`, tail);
  return { kind: 'test', test: isConstant(tail) ? arnTest(heads, tail) : variableArnTest(heads, tail) };
}

/** The head has no wildcards: it is simply how the resource begins. Most patterns need no more than that. */
function fixedHead(head: string, tail: Template): ResourcePattern {
  const endsOpen = tail.at(-1)?.kind === 'any';
  const rest = endsOpen ? tail.slice(0, -1) : tail;
  if (rest.every((token) => token.kind === 'text')) {
    const written = head + textOf(rest);
    return endsOpen ? { kind: 'prefix', prefix: written } : { kind: 'exact', resource: written };
  }
  const test = tailTest(tail);
  const from = head.length;
  return {
    kind: 'test',
    test: (resource, context) => resource.startsWith(head) && test(resource, context, from),
  };
}

/** Tests the resource from an offset on. */
function tailTest(tail: Template): (resource: string, context: RequestContext, from: number) => boolean {
  if (isConstant(tail)) {
    const glob = new Glob(tail);
    return (resource, _context, from) => glob.matches(resource, from);
  }
  return (resource, context, from) => {
    const resolved = resolveTemplate(tail, context);
    return resolved !== undefined && new Glob(resolved).matches(resource, from);
  };
}

function arnTest(heads: readonly ResolvedTemplate[], tail: ResolvedTemplate): ResourceTest {
  const pattern = new ArnPattern([...heads, tail]);
  return (resource) => pattern.matches(resource);
}

function variableArnTest(heads: readonly ResolvedTemplate[], tail: Template): ResourceTest {
  const pattern = new ArnPattern([...heads, []]);
  const test = tailTest(tail);
  return (resource, context) => {
    const from = pattern.tailOf(resource);
    return from >= 0 && test(resource, context, from);
  };
}
