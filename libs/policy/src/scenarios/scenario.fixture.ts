import type { DecisionOutcome } from '../evaluate/decision.js';
import type { Asked } from '../evaluate/request.fixture.js';
import type { PrincipalDescriptor } from '../evaluate/principal.js';

/** A policy, or several, and what follows for a list of requests. */
export interface Scenario {
  readonly title: string;
  /** Documents as a user would write them. */
  readonly identity: readonly unknown[];
  readonly cases: readonly ScenarioCase[];
}

export interface ScenarioCase extends Asked {
  /** Why this answer, in a few words. */
  readonly because: string;
  readonly principal?: PrincipalDescriptor;
  readonly expected: DecisionOutcome;
}

/** Cases that have something in common; each may say otherwise. */
export function cases(common: Asked, rows: readonly ScenarioCase[]): readonly ScenarioCase[] {
  return rows.map((row) => ({ ...common, ...row }));
}
