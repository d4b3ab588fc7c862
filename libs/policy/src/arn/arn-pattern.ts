import { Glob } from '../pattern/glob.js';
import type { ResolvedTemplate, Token } from '../pattern/template.js';

const PARTS = 6;

/** Six patterns that are compared with the six parts of an ARN one by one, so that no wildcard crosses a part. */
export class ArnPattern {
  readonly #heads: readonly Glob[];
  readonly #tail: Glob;

  /** @param parts six; only the last may match text with colons */
  constructor(parts: readonly ResolvedTemplate[]) {
    this.#heads = parts.slice(0, -1).map((part) => new Glob(part));
    this.#tail = new Glob(parts.at(-1) ?? []);
  }

  matches(arn: string): boolean {
    const tail = this.tailOf(arn);
    return tail >= 0 && this.#tail.matches(arn, tail);
  }

  /** The offset of the last part when all parts before it match; otherwise -1. */
  tailOf(arn: string): number {
    let from = 0;
    for (const head of this.#heads) {
      const colon = arn.indexOf(':', from);
      if (colon < 0 || !head.matches(arn, from, colon)) return -1;
      from = colon + 1;
    }
    return from;
  }
}

/** The pattern that a text means, or `undefined` when it has fewer than six parts. */
export function arnPattern(template: ResolvedTemplate): ArnPattern | undefined {
  const parts = splitArn(template);
  return parts && new ArnPattern(parts);
}

/** Splits a template at the first five colons of its text, or answers `undefined` when it has fewer. */
export function splitArn<T extends Token>(template: readonly T[]): readonly (readonly T[])[] | undefined {
  const parts: T[][] = [[]];
  for (const token of template) {
    if (token.kind !== 'text') parts.at(-1)?.push(token);
    else {
      const missing = PARTS - parts.length;
      const [first = '', ...rest] = splitAtColons(token.text, missing);
      parts.at(-1)?.push({ ...token, text: first });
      for (const text of rest) parts.push([{ ...token, text }]);
    }
  }
  return parts.length === PARTS ? parts : undefined;
}

/** Splits at the first colons, so many of them at most. */
function splitAtColons(text: string, colons: number): readonly string[] {
  const pieces = text.split(':');
  return [...pieces.slice(0, colons), pieces.slice(colons).join(':')].slice(0, pieces.length);
}
