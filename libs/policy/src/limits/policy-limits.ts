/**
 * The size limits of policy documents, in characters (UTF-16 code units); every bound is inclusive.
 *
 * Source: AWS IAM User Guide, "IAM and AWS STS quotas". Limits named `…Size` do not count white space
 * (see {@link policySize}); the caller may raise them and passes the raised value to `parsePolicy`.
 */
export const policyLimits = {
  /** Characters of one document as it was sent, white space included. */
  rawCharacters: 131_072,
  /** Levels of nested objects and lists in one document. */
  depth: 32,
  /** One version of a managed policy; a permissions boundary is a managed policy. */
  managedSize: 6_144,
  /** The trust policy of one role. */
  trustSize: 2_048,
  /** One service control policy. Source: AWS Organizations User Guide, "Quotas". */
  guardrailSize: 5_120,
  /** A session policy as it was sent, white space included. Source: AWS STS API Reference, "AssumeRole". */
  sessionCharacters: 2_048,
  /** All inline policies of one user together. */
  inlineUserSize: 2_048,
  /** All inline policies of one group together. */
  inlineGroupSize: 5_120,
  /** All inline policies of one role together. */
  inlineRoleSize: 10_240,
} as const;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** The size of a document as AWS counts it: its characters without white space. Linear time, no allocation. */
export function policySize(text: string): number {
  let size = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code !== SPACE && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== TAB) size += 1;
  }
  return size;
}
