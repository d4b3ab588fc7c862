import type { DecisionOutcome } from '@grantlog/policy';
import { generateWorld } from '../generate/generate-world.js';
import { comparison, type DecisionCase, type Verdict, verdict } from './compare.js';
import type { Respondents } from './respondents.js';
import { shrink } from './shrink.js';

/** A case on which somebody disagrees with the oracle, made as small as it gets. */
export interface Disagreement extends Partial<Verdict> {
  /** `DIFFERENTIAL_SEED` that starts with the world of this case. */
  readonly seed: number;
  /** As JSON, to be pasted into the table of regressions. */
  readonly shrunk: string;
}

export interface Comparison {
  /** At most three, of different worlds: one cause fails in many ways. */
  readonly disagreements: readonly Disagreement[];
  /** How often each outcome came up. */
  readonly split: Readonly<Record<DecisionOutcome, number>>;
}

const requestsPerWorld = 20;
const maxDisagreements = 3;

/** Has random cases decided by the oracle and these respondents. A seed makes the same cases every time. */
export function compareWorlds({
  cases,
  seed,
  respondents,
}: {
  readonly cases: number;
  readonly seed: number;
  readonly respondents: Respondents;
}): Comparison {
  const split = { Allow: 0, ExplicitDeny: 0, ImplicitDeny: 0 };
  const disagreements: Disagreement[] = [];
  for (let done = 0, at = seed; done < cases; done += requestsPerWorld, at += 1) {
    const { requests, ...world } = generateWorld(at, Math.min(requestsPerWorld, cases - done));
    const compare = comparison(world, respondents);
    const verdicts = requests.map((request) => ({ request, ...compare(request) }));
    for (const { expected } of verdicts) split[expected.decision] += 1;
    const failing = verdicts.find(({ dissent }) => dissent !== undefined);
    if (failing !== undefined)
      disagreements.push({ seed: at, ...shrunk({ ...world, request: failing.request }, respondents) });
    if (disagreements.length === maxDisagreements) break;
  }
  return { disagreements, split };
}

/** The principal stays as it is: it is no bigger than its kind. */
function shrunk(
  { principal, layers, request }: DecisionCase,
  respondents: Respondents,
): Omit<Disagreement, 'seed'> {
  const smallest = shrink(
    { layers, request },
    (less) => verdict({ principal, ...less }, respondents)?.dissent !== undefined,
  );
  const shrunkCase: DecisionCase = { principal, ...smallest };
  return { ...verdict(shrunkCase, respondents), shrunk: JSON.stringify(shrunkCase) };
}
