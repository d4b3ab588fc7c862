import type { DecisionOutcome } from '../evaluate/decision.js';
import type { Asked } from '../evaluate/request.fixture.js';
import type { PrincipalDescriptor } from '../evaluate/principal.js';

/** A policy, or several, and what follows for a list of requests. */
export interface Scenario {
  readonly title: string;
  /** Documents as a user would write them. */
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  readonly session?: readonly unknown[];
  /** Levels, each a list of documents. */
  readonly guardrails?: readonly (readonly unknown[])[];
  /** Statements of the policy of the resource. */
  readonly resource?: readonly object[];
  readonly cases: readonly ScenarioCase[];
}

export interface ScenarioCase extends Asked {
  /** Why this answer, in a few words. */
  readonly because: string;
  readonly principal?: PrincipalDescriptor;
  readonly expected: DecisionOutcome;
}

/** Cases that have something in common; each may say otherwise. */
export function cases(common: Partial<ScenarioCase>, rows: readonly ScenarioCase[]): readonly ScenarioCase[] {
  return rows.map((row) => ({ ...common, ...row }));
}
