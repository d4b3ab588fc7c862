/** Injection token of the list of {@link ReadinessCheck}s of a process. */
export const READINESS_CHECKS = Symbol('ReadinessChecks');

/** One thing that must hold before a process may be sent traffic. */
export interface ReadinessCheck {
  readonly name: string;
  /** Says whether it holds now, and what an operator should know about it. Must not throw; no secrets. */
  check(): Promise<ReadinessState>;
}

/** The answer of one check. */
export interface ReadinessState {
  readonly isReady: boolean;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}
