/** A policy that applies to a principal, with what an explanation needs to name it. */
export interface AppliedPolicy {
  /** Never changed while the text is the same: the key of a compile cache. */
  readonly holder: object;
  readonly document: string;
  /** ARN of a managed policy, name of an inline one. */
  readonly policy: string;
  /** Version id of a managed policy, empty for an inline one. */
  readonly version: string;
  /** ARN of the user, group or role that brings it. */
  readonly attachedTo: string;
}
