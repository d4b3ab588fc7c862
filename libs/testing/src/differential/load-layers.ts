import {
  type AppliedPolicy,
  compilePolicy,
  parsePolicy,
  type Policy,
  type PolicyLayers,
  type PolicyType,
} from '@grantlog/policy';
import type { DocumentJson, LayersJson, ResourceDocumentJson } from '../generate/world.js';
import type { NamedPolicy, OracleLayers } from '../oracle/oracle-request.js';

/** The same documents for the oracle (parsed) and for the evaluator (compiled). */
export interface LoadedLayers {
  readonly parsed: OracleLayers;
  readonly compiled: PolicyLayers;
}

/** @throws Error with the findings when a document is not a policy */
export function loadLayers(layers: LayersJson): LoadedLayers {
  const parsed = parseLayers(layers);
  return { parsed, compiled: compileLayers(parsed) };
}

function parseLayers({ identity, trust, resource, boundary, session, guardrails }: LayersJson): OracleLayers {
  const list = (type: PolicyType, place: string, documents: readonly DocumentJson[]) =>
    documents.map((document, index) => parse(document, type, `${place}/${index}`));
  return {
    identity: list('identity', 'identity', identity),
    ...(trust && { trust: { ...parse(trust.document, 'trust', 'trust'), ...ids(trust) } }),
    ...(resource && {
      resource: {
        ...parse(resource.document, 'resource', 'resource'),
        ...ids(resource),
        ...(resource.account === undefined ? {} : { account: resource.account }),
      },
    }),
    ...(boundary && { boundary: parse(boundary, 'boundary', 'boundary') }),
    ...(session && { session: list('session', 'session', session) }),
    ...(guardrails && {
      guardrails: guardrails.map((level, index) => list('scp', `guardrails/${index}`, level)),
    }),
  };
}

function ids({ principalIds }: ResourceDocumentJson): { principalIds?: ReadonlyMap<string, string> } {
  return principalIds === undefined ? {} : { principalIds: new Map(Object.entries(principalIds)) };
}

function parse(document: DocumentJson, type: PolicyType, name: string): NamedPolicy {
  return { name, policy: parseDocument(JSON.stringify(document), type) };
}

function parseDocument(text: string, type: PolicyType): Policy {
  const reading = parsePolicy(text, type, { maxSize: Infinity, grammarOnly: true });
  if (reading.ok) return reading.policy;
  const findings = reading.errors.map(({ code, detail }) => `${code}: ${detail}`).join('; ');
  throw new Error(`the generated ${type} policy ${text} is not one: ${findings}`);
}

function compileLayers({
  identity,
  trust,
  resource,
  boundary,
  session,
  guardrails,
}: OracleLayers): PolicyLayers {
  return {
    identity: identity.map(compile),
    ...(trust && { trust: compile(trust) }),
    ...(resource && { resource: compile(resource) }),
    ...(boundary && { boundary: compile(boundary) }),
    ...(session && { session: session.map(compile) }),
    ...(guardrails && { guardrails: guardrails.map((level) => level.map(compile)) }),
  };
}

function compile<T extends NamedPolicy>({
  policy,
  name,
  ...rest
}: T): AppliedPolicy & Omit<T, keyof NamedPolicy> {
  return { ...rest, compiled: compilePolicy(policy), policy: name, version: '', attachedTo: name };
}
