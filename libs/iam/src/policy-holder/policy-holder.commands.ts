import type { HolderKind } from './policy-holder.js';

interface HolderCommand {
  readonly holderKind: HolderKind;
  readonly holderName: string;
}

/** Attaches a managed policy. */
export interface AttachPolicy extends HolderCommand {
  readonly type: 'AttachPolicy';
  readonly policyArn: string;
}

/** Detaches a managed policy. */
export interface DetachPolicy extends HolderCommand {
  readonly type: 'DetachPolicy';
  readonly policyArn: string;
}

/** Writes an inline policy, in the place of one of the same name. */
export interface PutInlinePolicy extends HolderCommand {
  readonly type: 'PutInlinePolicy';
  readonly policyName: string;
  readonly policyDocument: string;
}

/** Deletes an inline policy. */
export interface DeleteInlinePolicy extends HolderCommand {
  readonly type: 'DeleteInlinePolicy';
  readonly policyName: string;
}

/** What can be asked about the policies of a user, group or role. */
export type PolicyHolderCommand = AttachPolicy | DetachPolicy | PutInlinePolicy | DeleteInlinePolicy;
