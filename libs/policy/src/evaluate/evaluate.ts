import { naming, type Naming } from '../compile/principal-part.js';
import { Question } from '../compile/question.js';
import { mayBelongTo } from './account-of.js';
import { type Decision, decisionOf, type Layer } from './decision.js';
import type { AppliedPolicy, PolicyLayers } from './policy-layers.js';
import { principalAccount } from './principal.js';
import type { EvaluationRequest } from './request.js';
import { emptyContext } from './request-context.js';
import { StatementScan } from './statement-scan.js';
import type { Trace } from './trace.js';

/**
 * Decides one request from the policies that apply to it: an applicable Deny in any of them wins, and what nothing
 * allows is denied.
 *
 * Pure: the same input gives the same answer. A trace is filled with the statements that matched and never changes
 * the answer; use {@link explain} for an answer with its reasons. Takes no memory that it would have to give back.
 * Source: AWS IAM User Guide, "Policy evaluation logic".
 */
export function evaluate(request: EvaluationRequest, layers: PolicyLayers, trace?: Trace): Decision {
  const scan = scanFor(request, layers.boundary !== undefined, trace);
  const deniedBy = denyingLayer(scan, layers);
  if (deniedBy !== undefined) return decisionOf('ExplicitDeny', deniedBy);
  if (request.principal.kind === 'anonymous') return decideForOutsider(scan, layers);
  if (!guardrailsAllow(scan, layers.guardrails, trace)) return decisionOf('ImplicitDeny', 'Organization');
  const account = principalAccount(request.principal);
  if (account === undefined) return decideForOutsider(scan, layers);
  return isOwnResource(account, request, layers)
    ? decideWithinAccount(scan, layers, trace)
    : decideAcrossAccounts(scan, layers, trace);
}

/** Plain answers share one scan: an evaluation waits for nothing, and nothing in it starts another. */
const nothing: EvaluationRequest = {
  principal: { kind: 'anonymous' },
  action: '',
  resource: '',
  context: emptyContext,
};
const plainScan = new StatementScan(new Question(nothing), undefined);

function scanFor(request: EvaluationRequest, hasBoundary: boolean, trace: Trace | undefined): StatementScan {
  if (trace !== undefined) return new StatementScan(new Question(request, hasBoundary), trace);
  plainScan.question.become(request, hasBoundary);
  return plainScan;
}

/** The order in which a Deny is attributed when several layers have one. */
const denyOrder = [
  'Organization',
  'ResourcePolicy',
  'IdentityPolicy',
  'PermissionsBoundary',
  'SessionPolicy',
] as const;

/** The first layer with a Deny that applies. With a trace all layers are asked. */
function denyingLayer(scan: StatementScan, layers: PolicyLayers): Layer | undefined {
  let denying: Layer | undefined;
  for (const layer of denyOrder) {
    if (!hasDeny(scan, layers, layer)) continue;
    if (!scan.recordsAll) return layer;
    denying ??= layer;
  }
  return denying;
}

function hasDeny(scan: StatementScan, layers: PolicyLayers, layer: (typeof denyOrder)[number]): boolean {
  switch (layer) {
    case 'Organization':
      return anyLevelDenies(scan, layers.guardrails);
    case 'ResourcePolicy':
      return namingIn(scan, layers, 'Deny') !== naming.none;
    case 'IdentityPolicy':
      return scan.anyApplies(layers.identity, 'Deny', layer);
    case 'PermissionsBoundary':
      return layers.boundary !== undefined && scan.applies(layers.boundary, 'Deny', layer);
    case 'SessionPolicy':
      return layers.session !== undefined && scan.anyApplies(layers.session, 'Deny', layer);
  }
}

function anyLevelDenies(scan: StatementScan, levels: PolicyLayers['guardrails']): boolean {
  if (levels === undefined) return false;
  let denies = false;
  for (const level of levels) {
    if (scan.anyApplies(level, 'Deny', 'Organization')) {
      denies = true;
      if (!scan.recordsAll) break;
    }
  }
  return denies;
}

/** How the trust policy or the resource's policy names the caller. */
function namingIn(scan: StatementScan, { trust, resource }: PolicyLayers, effect: 'Allow' | 'Deny'): Naming {
  const policy = trust ?? resource;
  return policy === undefined ? naming.none : scan.naming(policy, effect);
}

/** Every level must allow. */
function guardrailsAllow(
  scan: StatementScan,
  levels: PolicyLayers['guardrails'],
  trace: Trace | undefined,
): boolean {
  if (levels === undefined) return true;
  for (const level of levels) {
    if (!scan.anyApplies(level, 'Allow', 'Organization')) {
      trace?.lacks(level);
      return false;
    }
  }
  return true;
}

function isOwnResource(account: string, request: EvaluationRequest, { resource }: PolicyLayers): boolean {
  const owner = resource?.account ?? request.resourceAccount;
  return owner === undefined ? mayBelongTo(account, request.resource) : owner === account;
}

/** Callers without an account have no policies of their own: the resource's policy must name them, or everyone. */
function decideForOutsider(scan: StatementScan, layers: PolicyLayers): Decision {
  const isNamed = namingIn(scan, layers, 'Allow') === naming.direct;
  return decisionOf(isNamed ? 'Allow' : 'ImplicitDeny', 'ResourcePolicy');
}

/**
 * Naming the caller itself, or everyone, is enough within an account; naming the caller's role still needs its
 * boundary and session policies to allow; naming the account leaves the decision to the caller's own policies. A
 * role is assumed only by whom its trust policy names in one of these ways.
 */
function decideWithinAccount(scan: StatementScan, layers: PolicyLayers, trace: Trace | undefined): Decision {
  const named = namingIn(scan, layers, 'Allow');
  if (named === naming.direct) return decisionOf('Allow', 'ResourcePolicy');
  if (named === naming.role) {
    const lacking = lackingCap(scan, layers, trace);
    return lacking === undefined
      ? decisionOf('Allow', 'ResourcePolicy')
      : decisionOf('ImplicitDeny', lacking);
  }
  if (named === naming.none && layers.trust !== undefined)
    return decisionOf('ImplicitDeny', 'ResourcePolicy');
  return decideByIdentity(scan, layers, trace);
}

/** Both accounts must allow, however the resource's policy names the caller. */
function decideAcrossAccounts(scan: StatementScan, layers: PolicyLayers, trace: Trace | undefined): Decision {
  const named = namingIn(scan, layers, 'Allow');
  if (named === naming.none) return decisionOf('ImplicitDeny', 'ResourcePolicy');
  return decideByIdentity(scan, layers, trace);
}

function decideByIdentity(scan: StatementScan, layers: PolicyLayers, trace: Trace | undefined): Decision {
  const isRoot = scan.question.principal.kind === 'root';
  if (!isRoot && !scan.anyApplies(layers.identity, 'Allow', 'IdentityPolicy')) {
    return decisionOf('ImplicitDeny', 'Default');
  }
  const lacking = lackingCap(scan, layers, trace);
  if (lacking !== undefined) return decisionOf('ImplicitDeny', lacking);
  return decisionOf('Allow', isRoot ? 'Root' : 'IdentityPolicy');
}

/** The limit of the caller's own permissions that does not allow, if any. Limits never grant. */
function lackingCap(
  scan: StatementScan,
  { boundary, session }: PolicyLayers,
  trace: Trace | undefined,
): Layer | undefined {
  if (boundary !== undefined && !scan.applies(boundary, 'Allow', 'PermissionsBoundary')) {
    trace?.lacks([boundary]);
    return 'PermissionsBoundary';
  }
  return sessionAllows(scan, session) ? undefined : lackingSession(session, trace);
}

/** A federated session has only what its session policies allow. */
function sessionAllows(scan: StatementScan, session: PolicyLayers['session']): boolean {
  if (session === undefined) return scan.question.principal.kind !== 'federated-user';
  return scan.anyApplies(session, 'Allow', 'SessionPolicy');
}

function lackingSession(session: readonly AppliedPolicy[] = [], trace: Trace | undefined): Layer {
  trace?.lacks(session);
  return 'SessionPolicy';
}
