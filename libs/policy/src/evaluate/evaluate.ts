import { parseArn } from '../arn/arn.js';
import { naming } from '../compile/principal-part.js';
import { Question } from '../compile/question.js';
import type { Decision, Layer } from './decision.js';
import type { PolicyLayers } from './policy-layers.js';
import { principalAccount } from './principal.js';
import type { EvaluationRequest } from './request.js';
import { StatementScan } from './statement-scan.js';
import type { Trace } from './trace.js';

/**
 * Decides one request from the policies that apply to it: an applicable Deny in any of them wins, and what nothing
 * allows is denied.
 *
 * Pure: the same input gives the same answer. A trace is filled with the statements that matched and never changes
 * the answer; use {@link explain} for an answer with its reasons.
 * Source: AWS IAM User Guide, "Policy evaluation logic".
 */
export function evaluate(request: EvaluationRequest, layers: PolicyLayers, trace?: Trace): Decision {
  const scan = new StatementScan(new Question(request), trace);
  const deniedBy = denyingLayer(scan, layers);
  if (deniedBy !== undefined) return { decision: 'ExplicitDeny', decidedBy: deniedBy };
  const account = principalAccount(request.principal);
  const isSameAccount = account !== undefined && account === (ownerOf(request) ?? account);
  return layers.trust === undefined
    ? decideWithoutResourcePolicy(scan, layers, isSameAccount)
    : decideByTrust(scan, layers, layers.trust, isSameAccount);
}

/** The first layer, in AWS's order, with a Deny that applies. With a trace all layers are asked. */
function denyingLayer(scan: StatementScan, layers: PolicyLayers): Layer | undefined {
  const { trust, identity } = layers;
  const byResource = trust !== undefined && scan.naming(trust, 'Deny') !== naming.none;
  if (byResource && !scan.recordsAll) return 'ResourcePolicy';
  const byIdentity = scan.anyApplies(identity, 'Deny', 'IdentityPolicy');
  if (byResource) return 'ResourcePolicy';
  return byIdentity ? 'IdentityPolicy' : undefined;
}

/** Nobody but the principal's own account can have allowed it: another account's resource stays closed. */
function decideWithoutResourcePolicy(
  scan: StatementScan,
  layers: PolicyLayers,
  isSameAccount: boolean,
): Decision {
  return isSameAccount ? decideByIdentity(scan, layers) : implicitDeny('ResourcePolicy');
}

/**
 * A role is assumed only by whom its trust policy names. Naming the caller itself is enough within an account;
 * naming its account leaves the decision to the caller's own policies, and so does every naming across accounts.
 */
function decideByTrust(
  scan: StatementScan,
  layers: PolicyLayers,
  trust: NonNullable<PolicyLayers['trust']>,
  isSameAccount: boolean,
): Decision {
  const named = scan.naming(trust, 'Allow');
  if (named === naming.none) return implicitDeny('ResourcePolicy');
  const belongsToAccount = principalAccount(scan.question.principal) !== undefined;
  const isEnough = belongsToAccount ? isSameAccount && named >= naming.role : named === naming.direct;
  if (isEnough) return { decision: 'Allow', decidedBy: 'ResourcePolicy' };
  return belongsToAccount ? decideByIdentity(scan, layers) : implicitDeny('ResourcePolicy');
}

function decideByIdentity(scan: StatementScan, layers: PolicyLayers): Decision {
  if (scan.question.principal.kind === 'root') return { decision: 'Allow', decidedBy: 'Root' };
  const isAllowed = scan.anyApplies(layers.identity, 'Allow', 'IdentityPolicy');
  return isAllowed ? { decision: 'Allow', decidedBy: 'IdentityPolicy' } : implicitDeny('Default');
}

function implicitDeny(decidedBy: Layer): Decision {
  return { decision: 'ImplicitDeny', decidedBy };
}

const accountNumber = /^[0-9]{12}$/;

/** The account that owns the resource, when the request or its ARN says so. */
function ownerOf({ resource, resourceAccount }: EvaluationRequest): string | undefined {
  if (resourceAccount !== undefined) return resourceAccount;
  const account = parseArn(resource)?.account;
  return account !== undefined && accountNumber.test(account) ? account : undefined;
}
