import type { Random } from '../generate/random.js';
import type { DocumentJson, LayersJson, PrincipalJson, StatementJson } from '../generate/world.js';

/** The layers with every document changed. */
export function mapDocuments(
  layers: LayersJson,
  change: (document: DocumentJson) => DocumentJson,
): LayersJson {
  const { identity, trust, resource, boundary, session, guardrails } = layers;
  return {
    identity: identity.map(change),
    ...(trust && { trust: { ...trust, document: change(trust.document) } }),
    ...(resource && { resource: { ...resource, document: change(resource.document) } }),
    ...(boundary && { boundary: change(boundary) }),
    ...(session && { session: session.map(change) }),
    ...(guardrails && { guardrails: guardrails.map((level) => level.map(change)) }),
  };
}

/** The layers with every list of documents, and every document, changed. */
export function mapPolicies(
  layers: LayersJson,
  change: (documents: readonly DocumentJson[]) => readonly DocumentJson[],
): LayersJson {
  return {
    ...layers,
    identity: change(layers.identity),
    ...(layers.session && { session: change(layers.session) }),
    ...(layers.guardrails && { guardrails: layers.guardrails.map(change) }),
  };
}

/** The same with policies, statements and values in another order. */
export function shuffled(layers: LayersJson, random: Random): LayersJson {
  const inside = mapDocuments(layers, (document) => ({
    ...document,
    Statement: random.shuffled(document.Statement).map((statement) => shuffledStatement(statement, random)),
  }));
  const policies = mapPolicies(inside, (documents) => random.shuffled(documents));
  return policies.guardrails === undefined
    ? policies
    : { ...policies, guardrails: random.shuffled(policies.guardrails) };
}

/** Every list in a statement, however deep. */
function shuffledStatement(statement: StatementJson, random: Random): StatementJson {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return random.shuffled(value);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      random.shuffled(Object.entries(value)).map(([name, member]) => [name, visit(member)]),
    );
  };
  // Only the order of members and lists has changed.
  return visit(statement) as StatementJson;
}

/** The same with every statement and every policy twice. */
export function duplicated(layers: LayersJson): LayersJson {
  const inside = mapDocuments(layers, ({ Statement, ...rest }) => ({
    ...rest,
    Statement: [...Statement, ...Statement],
  }));
  return mapPolicies(inside, (documents) => [...documents, ...documents]);
}

/** The same with one policy per statement, where a layer may have several. */
export function takenApart(layers: LayersJson): LayersJson {
  return mapPolicies(layers, (documents) =>
    documents.flatMap(({ Statement, ...rest }) =>
      Statement.map((statement) => ({ ...rest, Statement: [statement] })),
    ),
  );
}

/** The same with all policies of a version in one, where a layer may have several. */
export function broughtTogether(layers: LayersJson): LayersJson {
  return mapPolicies(layers, (documents) =>
    ['2012-10-17', '2008-10-17', undefined].flatMap((version) => {
      const statements = documents
        .filter(({ Version }) => Version === version)
        .flatMap(({ Statement }) => Statement);
      return statements.length === 0
        ? []
        : [{ ...(version === undefined ? {} : { Version: version }), Statement: statements }];
    }),
  );
}

/** The same with one statement for each action, resource and principal that is listed as an alternative. */
export function spreadOut(layers: LayersJson): LayersJson {
  return mapDocuments(layers, (document) => ({
    ...document,
    Statement: document.Statement.flatMap(oneByOne('Action'))
      .flatMap(oneByOne('Resource'))
      .flatMap(onePrincipalEach),
  }));
}

function oneByOne(element: 'Action' | 'Resource') {
  return (statement: StatementJson): readonly StatementJson[] =>
    statement[element]?.map((pattern) => ({ ...statement, [element]: [pattern] })) ?? [statement];
}

function onePrincipalEach(statement: StatementJson): readonly StatementJson[] {
  const { Principal } = statement;
  if (Principal === undefined || Principal === '*') return [statement];
  const each = Object.entries(Principal).flatMap(([kind, values]) =>
    values.map((value): PrincipalJson => ({ [kind]: [value] })),
  );
  return each.map((principal) => ({ ...statement, Principal: principal }));
}

/** A document with one more statement. */
export function withStatement(document: DocumentJson, statement: StatementJson): DocumentJson {
  return { ...document, Statement: [...document.Statement, statement] };
}
