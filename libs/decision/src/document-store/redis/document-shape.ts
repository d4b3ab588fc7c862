import type { DocumentOf, EntityDocument, EntityKind } from '@grantlog/account-state';

/** What a value is like at least. Other members are allowed: a newer program may have written them. */
type Check = (value: unknown) => boolean;

/**
 * Whether a value is a document that the fold and the index can work with: what the store gives back may be written by
 * another program, or damaged.
 */
export function isDocument(value: unknown): value is EntityDocument {
  if (!isObject(value)) return false;
  return checks.get(value['kind'])?.(value) === true;
}

/** Whether a value is an object with members, which a list is not. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => Number.isSafeInteger(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
function object(members: Readonly<Record<string, Check>>): Check {
  const all = Object.entries(members);
  return (value) => isObject(value) && all.every(([name, check]) => check(value[name]));
}

const named = { id: text, name: text, path: text, arn: text, createDate: text };
const holder = { attachedPolicies: list(text), inlinePolicies: list(object({ name: text, document: text })) };
const tags = list(object({ key: text, value: text }));
const accessKeys = list(object({ id: text, status: text, createDate: text }));

/** One check for each member of each kind: a new member without one does not compile. */
const documents: { readonly [K in EntityKind]: Check } = {
  account: shapeOf<'account'>({ kind: text, id: text, name: text, arn: text, createDate: text, accessKeys }),
  user: shapeOf<'user'>({ kind: text, ...named, ...holder, tags, groups: list(text), accessKeys }),
  group: shapeOf<'group'>({ kind: text, ...named, ...holder }),
  role: shapeOf<'role'>({
    kind: text,
    ...named,
    ...holder,
    tags,
    description: optional(text),
    maxSessionDuration: count,
    trustPolicy: object({ document: text, principals: list(isObject) }),
  }),
  policy: shapeOf<'policy'>({
    kind: text,
    ...named,
    tags,
    description: optional(text),
    updateDate: text,
    versions: list(object({ id: text, document: text, createDate: text })),
    defaultVersionId: text,
    nextVersion: count,
  }),
};

const checks = new Map<unknown, Check>(Object.entries(documents));

function shapeOf<K extends EntityKind>(members: {
  readonly [M in keyof Required<DocumentOf<K>>]: Check;
}): Check {
  return object(members);
}
