import type { RequestContext } from '../evaluate/request-context.js';
import { variableAt } from './variable.js';

/** One piece of a pattern or value: text that stands for itself, a wildcard, or a policy variable. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  /** `*`: any run of characters, also none. */
  | { readonly kind: 'any' }
  /** `?`: exactly one character. */
  | { readonly kind: 'one' }
  | { readonly kind: 'variable'; readonly key: string; readonly fallback: string | undefined };

export type Template = readonly Token[];

/** A template whose variables have been replaced. */
export type ResolvedTemplate = readonly Exclude<Token, { kind: 'variable' }>[];

/** What has a meaning of its own in a text; everything else stands for itself. */
export interface TemplateSyntax {
  readonly wildcards: boolean;
  /** Policy variables exist only in Version 2012-10-17. */
  readonly variables: boolean;
}

/**
 * Splits a text of a policy into its tokens, in linear time. A `${` that does not begin a variable is text.
 *
 * Source: AWS IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function parseTemplate(
  text: string,
  syntax: TemplateSyntax & { readonly variables: false },
): ResolvedTemplate;
export function parseTemplate(text: string, syntax: TemplateSyntax): Template;
export function parseTemplate(text: string, syntax: TemplateSyntax): Template {
  const tokens: Token[] = [];
  let from = 0;
  for (let index = 0; index < text.length;) {
    const special = specialAt(text, index, syntax);
    if (special === undefined) index += 1;
    else {
      if (index > from) tokens.push({ kind: 'text', text: text.slice(from, index) });
      tokens.push(special.token);
      index = special.end;
      from = index;
    }
  }
  if (from < text.length) tokens.push({ kind: 'text', text: text.slice(from) });
  return tokens;
}

/** Splits a text that has wildcards but no variables. */
export function parseWildcards(text: string): ResolvedTemplate {
  return parseTemplate(text, { wildcards: true, variables: false });
}

const any: Token = { kind: 'any' };
const one: Token = { kind: 'one' };

/** The token at an offset, if it is more than text, and the offset behind it. */
function specialAt(
  text: string,
  index: number,
  { wildcards, variables }: TemplateSyntax,
): { token: Token; end: number } | undefined {
  switch (text.charAt(index)) {
    case '*':
      return wildcards ? { token: any, end: index + 1 } : undefined;
    case '?':
      return wildcards ? { token: one, end: index + 1 } : undefined;
    case '$':
      return variables ? variableTokenAt(text, index) : undefined;
    default:
      return undefined;
  }
}

function variableTokenAt(text: string, index: number): { token: Token; end: number } | undefined {
  const variable = variableAt(text, index);
  if (variable === undefined) return undefined;
  const { end } = variable;
  if (variable.kind === 'character') return { token: { kind: 'text', text: variable.character }, end };
  return { token: { kind: 'variable', key: variable.key.toLowerCase(), fallback: variable.fallback }, end };
}

/** Whether a template means the same for every request. */
export function isConstant(template: Template): template is ResolvedTemplate {
  return template.every((token) => token.kind !== 'variable');
}

/**
 * Replaces the variables by the request's values, or answers `undefined` when one has neither value nor default.
 *
 * A replaced value is text: wildcards and variables in it have no meaning. A multivalued key counts as having no
 * value.
 */
export function resolveTemplate(template: Template, context: RequestContext): ResolvedTemplate | undefined {
  if (isConstant(template)) return template;
  const resolved: ResolvedTemplate[number][] = [];
  for (const token of template) {
    if (token.kind === 'variable') {
      const text = valueOf(token, context);
      if (text === undefined) return undefined;
      resolved.push({ kind: 'text', text });
    } else resolved.push(token);
  }
  return resolved;
}

/** Whether {@link resolveTemplate} has an answer. */
export function hasValues(template: Template, context: RequestContext): boolean {
  return template.every((token) => token.kind !== 'variable' || valueOf(token, context) !== undefined);
}

function valueOf(
  { key, fallback }: Extract<Token, { kind: 'variable' }>,
  context: RequestContext,
): string | undefined {
  const value = context.get(key);
  return typeof value === 'string' ? value : fallback;
}

/** The text of a template without wildcards and variables. */
export function textOf(template: Template): string {
  return template.map((token) => (token.kind === 'text' ? token.text : '')).join('');
}
