/**
 * How long sessions may last, in seconds, both ends included (AWS STS API Reference, `DurationSeconds` of AssumeRole and
 * GetSessionToken). A role's own limit, `maxSessionDuration`, narrows `role` further.
 */
export const sessionLimits = {
  role: { min: 900, max: 43_200, default: 3_600 },
  /** A role that is assumed by a session of a role. */
  chainedRole: { min: 900, max: 3_600, default: 3_600 },
  user: { min: 900, max: 129_600, default: 43_200 },
  root: { min: 900, max: 3_600, default: 3_600 },
} as const;

/** What `maxSessionDuration` of a role may be (AWS IAM API Reference, CreateRole). */
export const roleSessionLimit = { min: 3_600, max: 43_200, default: 3_600 } as const;
