import type { ContextValue, Effect, PrincipalDescriptor } from '@grantlog/policy';

/** A statement as JSON, every single value in a list so that a shrinker can drop it. */
export interface StatementJson {
  readonly Effect: Effect;
  readonly Principal?: PrincipalJson;
  readonly NotPrincipal?: PrincipalJson;
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: ConditionJson;
}

/** `"*"`, or kind → names. */
export type PrincipalJson = '*' | Readonly<Record<string, readonly string[]>>;

/** Operator → key → values. */
export type ConditionJson = Readonly<Record<string, Readonly<Record<string, readonly ValueJson[]>>>>;

export type ValueJson = string | number | boolean;

/** A policy document as JSON. */
export interface DocumentJson {
  readonly Version?: string;
  readonly Statement: readonly StatementJson[];
}

/** A trust or resource policy; `principalIds`: which unique id a user's or role's ARN stood for. */
export interface ResourceDocumentJson {
  readonly document: DocumentJson;
  readonly principalIds?: Readonly<Record<string, string>>;
  readonly account?: string;
}

/** All documents that apply to a request, by layer. */
export interface LayersJson {
  readonly identity: readonly DocumentJson[];
  readonly trust?: ResourceDocumentJson;
  readonly resource?: ResourceDocumentJson;
  readonly boundary?: DocumentJson;
  readonly session?: readonly DocumentJson[];
  readonly guardrails?: readonly (readonly DocumentJson[])[];
}

/** What is asked. */
export interface RequestJson {
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** A principal, the policies that apply to it, and questions about it. */
export interface World {
  readonly principal: PrincipalDescriptor;
  readonly layers: LayersJson;
  readonly requests: readonly RequestJson[];
}
