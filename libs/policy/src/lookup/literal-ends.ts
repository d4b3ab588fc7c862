/** How all that a pattern matches begins and ends, so far as no wildcard or variable is in it. */
export interface LiteralEnds {
  readonly beginning: string;
  readonly ending: string;
}

/** What stands for everything: it may begin and end in any way. */
export const anyEnds: LiteralEnds = { beginning: '', ending: '' };

/** The parts of an ARN. */
const ARN_PARTS = 6;

/** Of a resource pattern. What could be a variable counts as one, also where it is text. */
export function literalEnds(pattern: string): LiteralEnds {
  if (pattern.split(':', ARN_PARTS).length < ARN_PARTS) return anyEnds;
  const first = pattern.search(/[*?$]/);
  if (first < 0) return { beginning: pattern, ending: pattern };
  const last = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'), pattern.lastIndexOf('}'));
  return { beginning: pattern.slice(0, first), ending: last < first ? '' : pattern.slice(last + 1) };
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
