import { type Template, textOf } from '../pattern/template.js';

/** How all that a pattern matches begins and ends, so far as no wildcard or variable is in it. */
export interface LiteralEnds {
  readonly beginning: string;
  readonly ending: string;
}

/** What stands for everything: it may begin and end in any way. */
export const anyEnds: LiteralEnds = { beginning: '', ending: '' };

/** Of a template that is matched from end to end. */
export function literalEnds(template: Template): LiteralEnds {
  const first = template.findIndex(({ kind }) => kind !== 'text');
  const last = template.findLastIndex(({ kind }) => kind !== 'text');
  return {
    beginning: textOf(first < 0 ? template : template.slice(0, first)),
    ending: textOf(template.slice(last + 1)),
  };
}

/** What several have in common. Takes time linear in their texts. */
export function commonEnds(all: readonly LiteralEnds[]): LiteralEnds {
  const [first = anyEnds, ...others] = all;
  let { length: beginning } = first.beginning;
  let { length: ending } = first.ending;
  for (const other of others) {
    beginning = alikeFromStart(first.beginning, other.beginning, beginning);
    ending = alikeFromEnd(first.ending, other.ending, ending);
  }
  return {
    beginning: first.beginning.slice(0, beginning),
    ending: first.ending.slice(first.ending.length - ending),
  };
}

function alikeFromStart(left: string, right: string, most: number): number {
  const end = Math.min(most, right.length);
  let at = 0;
  while (at < end && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  return at;
}

function alikeFromEnd(left: string, right: string, most: number): number {
  const end = Math.min(most, right.length);
  let back = 0;
  while (back < end && left.charCodeAt(left.length - 1 - back) === right.charCodeAt(right.length - 1 - back))
    back += 1;
  return back;
}
