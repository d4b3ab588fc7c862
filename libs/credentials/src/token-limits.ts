const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;

/**
 * Every bound of session tokens, signatures and their caches; code, tests and the published table of limits
 * read it from here. `…Ms` are milliseconds, `…Seconds` seconds, `…Bytes` bytes; all bounds are inclusive.
 */
export const tokenLimits = {
  /** The longest session token that is issued or looked at. */
  sessionTokenBytes: 8_192,
  /** How far another machine's clock may be off when a session token is verified. */
  clockSkewMs: minuteMs,
  /** How far the date of a SigV4 request may be off (AWS IAM User Guide, "AWS Signature Version 4"). */
  signatureSkewMs: 15 * minuteMs,
  /** The longest session of any principal: 36 hours (AWS STS API Reference, GetSessionToken). */
  longestSessionSeconds: 129_600,
  /** How long one signing key signs; it verifies for a longest session and the skew after that. */
  signingPeriodMs: 30 * dayMs,
  /** A successor is made when a signing key has this long left to sign. */
  signingKeyRenewalMs: dayMs,
  /** A signing key is published this long before it signs, so that verifiers have read it by then. */
  signingKeyPublicationMs: 10 * minuteMs,
  /** After the public keys were read they are not read again for this long, whatever key ids are asked for. */
  unknownKeyPauseMs: secondMs,
  /** Verified tokens that are remembered. */
  verifiedTokens: { entries: 10_000, bytes: 16 * 1_024 * 1_024 },
  /** Decrypted access-key secrets that are remembered. */
  openedAccessKeys: 10_000,
} as const;
