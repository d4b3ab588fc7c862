export { type ArnParts, parseArn } from './arn/arn.js';
export type { CompiledPolicy } from './compile/compiled-policy.js';
export { compilePolicy } from './compile/compile-policy.js';
export { compiledPolicies, type PolicyCache, UnreadablePolicyError } from './compile/policy-cache.js';
export { PolicySet } from './compile/policy-set.js';
export type { PolicyError, PolicyWarning } from './document/findings.js';
export { namedPrincipals } from './document/named-principals.js';
export { parsePolicy, type PolicyBounds, type PolicyReading } from './document/parse-policy.js';
export type {
  Condition,
  Effect,
  PatternElement,
  Policy,
  PolicyType,
  PolicyVersion,
  PrincipalElement,
  PrincipalKind,
  PrincipalPattern,
  Quantifier,
  Statement,
} from './document/policy.js';
export { printPolicy } from './document/print-policy.js';
export type { PolicyErrorCode, PolicyWarningCode } from './document/policy-codes.js';
export type {
  Decision,
  DecisionOutcome,
  ExplainedDecision,
  Layer,
  MismatchReason,
  StatementMatch,
  StatementMismatch,
} from './evaluate/decision.js';
export { evaluate } from './evaluate/evaluate.js';
export { explain } from './evaluate/explain.js';
export {
  type AppliedPolicies,
  type AppliedPolicy,
  type AppliedResourcePolicy,
  type AppliedTrustPolicy,
  policiesIn,
  type PolicyLayers,
} from './evaluate/policy-layers.js';
export type { Trace } from './evaluate/trace.js';
export {
  type AnonymousPrincipal,
  type FederatedPrincipal,
  type FederatedUserPrincipal,
  principalAccount,
  type PrincipalDescriptor,
  type PrincipalTags,
  type RoleSessionPrincipal,
  type RootPrincipal,
  type ServicePrincipal,
  type SessionFacts,
  type UserPrincipal,
} from './evaluate/principal.js';
export { isServiceKnownKey, principalContext } from './evaluate/principal-context.js';
export type { EvaluationRequest } from './evaluate/request.js';
export {
  ContextError,
  type ContextValue,
  emptyContext,
  RequestContext,
  requestContext,
} from './evaluate/request-context.js';
export { accessDeniedSentence } from './evaluate/sentence.js';
export { contextKeys } from './facts/context-keys.js';
export { mayAllow, mayDeny, namedActions } from './facts/possible-actions.js';
export type { Finding } from './json/finding.js';
export { type JsonError, type JsonErrorCode, type JsonLimits } from './json/json-text.js';
export {
  type JsonArray,
  type JsonBoolean,
  type JsonNull,
  type JsonNumber,
  type JsonObject,
  type JsonPlace,
  jsonPointer,
  type JsonString,
  type JsonValue,
} from './json/json-value.js';
export { type JsonReading, readJson } from './json/read-json.js';
export { type PlainJson, toPlain } from './json/to-plain.js';
export { policyLimits, policySize } from './limits/policy-limits.js';
export type { OperatorName } from './document/operator-name.js';
