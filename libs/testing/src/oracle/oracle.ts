import { type DecisionOutcome, principalAccount } from '@grantlog/policy';
import { allows, type Applying, type ApplyingLayers, applyingLayers, denies } from './applying.js';
import { arnParts } from './arn-parts.js';
import type { OracleLayers, OracleRequest } from './oracle-request.js';
import type { Naming } from './principal.js';

/** The oracle's answer. */
export interface OracleAnswer {
  readonly decision: DecisionOutcome;
  /**
   * The statements that led to it, `NAME/Statement/INDEX`: for `ExplicitDeny` every Deny that applies, for `Allow`
   * every Allow that applies in a layer that had to let the request through. Empty for `ImplicitDeny`.
   */
  readonly determining: readonly string[];
}

/**
 * Decides a request straight from the rules: slow, obvious, and sharing nothing with the evaluator but parsed documents.
 *
 * Source: AWS IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic", "Permissions
 * boundaries for IAM entities", "Session policies".
 */
export function oracle(request: OracleRequest, layers: OracleLayers): OracleAnswer {
  const found = applyingLayers(request, layers);
  const { identity, resource, limits, guardrails } = found;

  // 1 A Deny anywhere.
  const denying = denies([identity, resource, ...limits, ...guardrails].flat());
  if (denying.length > 0) return { decision: 'ExplicitDeny', determining: ids(denying) };

  const granting = grantingLayers(request, layers, found);
  if (granting === undefined) return { decision: 'ImplicitDeny', determining: [] };
  return { decision: 'Allow', determining: ids(allows(granting.flat())) };
}

type Granting = readonly (readonly Applying[])[] | undefined;

/** The layers that together let the request through, when there is no Deny. */
function grantingLayers(request: OracleRequest, layers: OracleLayers, found: ApplyingLayers): Granting {
  const { principal } = request;
  const { resource, guardrails } = found;

  // 2 Nobody in particular: only what everybody may.
  if (principal.kind === 'anonymous') return names(found, 'everyone') ? [resource] : undefined;

  // 3 Every level of guardrails must allow.
  if (!guardrails.every(holdsAllow)) return undefined;

  // 4 Callers without an account have no policies of their own.
  const account = principalAccount(principal);
  if (account === undefined)
    return names(found, 'everyone', 'itself') ? [resource, ...guardrails] : undefined;

  // 5 The account that owns the resource, or another one.
  return owner(request, layers) === account
    ? inOwnAccount(request, layers, found)
    : inOtherAccount(request, found);
}

function inOwnAccount(request: OracleRequest, layers: OracleLayers, found: ApplyingLayers): Granting {
  const { resource, limits, guardrails } = found;
  if (names(found, 'everyone', 'itself')) return [resource, ...guardrails];
  if (names(found, 'source') && limits.every(holdsAllow)) return [resource, ...limits, ...guardrails];
  // A role opens to nobody whom its trust policy does not name, at least by their account.
  if (layers.trust !== undefined && !names(found, 'source', 'account')) return undefined;
  return byIdentity(request, found);
}

/** Both accounts must allow, whatever the resource's policy calls the principal. */
function inOtherAccount(request: OracleRequest, found: ApplyingLayers): Granting {
  return holdsAllow(found.resource) ? byIdentity(request, found) : undefined;
}

/** What the principal's own policies allow within their limits; root may everything. */
function byIdentity(
  { principal }: OracleRequest,
  { identity, resource, limits, guardrails }: ApplyingLayers,
): Granting {
  const isAllowed = principal.kind === 'root' || holdsAllow(identity);
  return isAllowed && limits.every(holdsAllow) ? [identity, resource, ...limits, ...guardrails] : undefined;
}

/** Whether an Allow of the resource's policy is about the principal in one of these ways. */
function names({ resource }: ApplyingLayers, ...ways: readonly Naming[]): boolean {
  return allows(resource).some((statement) => statement.ways.some((way) => ways.includes(way)));
}

function holdsAllow(layer: readonly Applying[]): boolean {
  return allows(layer).length > 0;
}

/** The account of the resource. */
function owner(
  { principal, resource, resourceAccount }: OracleRequest,
  layers: OracleLayers,
): string | undefined {
  const inArn = arnParts(resource)?.[4] ?? '';
  const known = layers.resource?.account ?? resourceAccount;
  return known ?? (/^\d{12}$/u.test(inArn) ? inArn : principalAccount(principal));
}

function ids(applying: readonly Applying[]): readonly string[] {
  return [...new Set(applying.map(({ id }) => id))].sort();
}
