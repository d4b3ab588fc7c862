import type { Effect } from '@grantlog/policy';
import type { NamedPolicy, NamedResourcePolicy, OracleLayers, OracleRequest } from './oracle-request.js';
import { type Naming, namings } from './principal.js';
import { isAbout } from './statement.js';

/** A statement that applies; `ways` are how a trust or resource policy names the principal in it. */
export interface Applying {
  /** `NAME/Statement/INDEX`. */
  readonly id: string;
  readonly effect: Effect;
  readonly ways: readonly Naming[];
}

/** The statements that apply, by layer. */
export interface ApplyingLayers {
  readonly identity: readonly Applying[];
  /** Of the trust policy or the resource's policy; empty without one. */
  readonly resource: readonly Applying[];
  /** Boundary and session policy: each that exists, and the empty one of a federated session without one. */
  readonly limits: readonly (readonly Applying[])[];
  /** By level. */
  readonly guardrails: readonly (readonly Applying[])[];
}

/** What applies of everything. Statements of trust and resource policies must also name the principal. */
export function applyingLayers(request: OracleRequest, layers: OracleLayers): ApplyingLayers {
  const { identity, trust, resource, boundary, guardrails = [] } = layers;
  // A federated session that was made without a session policy is limited to nothing (GetFederationToken).
  const session = layers.session ?? (request.principal.kind === 'federated-user' ? [] : undefined);
  const ofEach = (policies: readonly NamedPolicy[]) =>
    policies.flatMap((policy) => applying(policy, request));
  const named = [trust, resource].filter((policy) => policy !== undefined);
  return {
    identity: ofEach(identity),
    resource: named.flatMap((policy) => applyingAndNaming(policy, request, boundary !== undefined)),
    limits: [boundary && [boundary], session].filter((limit) => limit !== undefined).map(ofEach),
    guardrails: guardrails.map(ofEach),
  };
}

function applying({ name, policy }: NamedPolicy, request: OracleRequest): readonly Applying[] {
  return policy.statements
    .filter((statement) => isAbout(statement, policy, request))
    .map(({ index, effect }) => ({ id: `${name}/Statement/${index}`, effect, ways: [] }));
}

function applyingAndNaming(
  { principalIds = new Map<string, string>(), ...named }: NamedResourcePolicy,
  request: OracleRequest,
  hasBoundary: boolean,
): readonly Applying[] {
  return named.policy.statements.flatMap((statement) => {
    const ways = namings(statement, request.principal, principalIds, hasBoundary);
    const alone = { ...named, policy: { ...named.policy, statements: [statement] } };
    return ways.length === 0 ? [] : applying(alone, request).map((found) => ({ ...found, ways }));
  });
}

/** Those with the effect Allow. */
export function allows(statements: readonly Applying[]): readonly Applying[] {
  return statements.filter(({ effect }) => effect === 'Allow');
}

/** Those with the effect Deny. */
export function denies(statements: readonly Applying[]): readonly Applying[] {
  return statements.filter(({ effect }) => effect === 'Deny');
}
