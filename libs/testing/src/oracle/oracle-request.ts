import type { ContextValue, Policy, PrincipalDescriptor } from '@grantlog/policy';

/** One question to the oracle. */
export interface OracleRequest {
  readonly principal: PrincipalDescriptor;
  readonly action: string;
  readonly resource: string;
  /** Twelve digits; when absent, the account in the resource's ARN, else the principal's own. */
  readonly resourceAccount?: string;
  /** Every key that conditions may ask for; no key occurs twice, in whatever case. */
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** A parsed document and a name by which its statements are told apart: `NAME/Statement/INDEX`. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

/** A policy that says who: of a role or of another resource. */
export interface NamedResourcePolicy extends NamedPolicy {
  /** The unique ids that user and role ARNs stood for when it was written. */
  readonly principalIds?: ReadonlyMap<string, string>;
}

/** Every policy that applies to a request, by layer; an absent layer does not exist. */
export interface OracleLayers {
  readonly identity: readonly NamedPolicy[];
  readonly trust?: NamedResourcePolicy;
  /** `account` owns the resource, whatever the request says. */
  readonly resource?: NamedResourcePolicy & { readonly account?: string };
  readonly boundary?: NamedPolicy;
  readonly session?: readonly NamedPolicy[];
  /** Levels from the root of the organization down; all of them must allow. */
  readonly guardrails?: readonly (readonly NamedPolicy[])[];
}

/** What the request says under a key, whose case does not matter. An empty list says nothing. */
export function contextValue({ context }: OracleRequest, key: string): ContextValue | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return Array.isArray(found?.[1]) && found[1].length === 0 ? undefined : found?.[1];
}
