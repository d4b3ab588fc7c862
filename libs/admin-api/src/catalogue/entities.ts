import {
  type ArnScope,
  type DocumentOf,
  entityArn,
  type NamedEntity,
  type NamedKind,
  type Tagged,
} from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import type { Tag } from '@grantlog/events';
import type { ConditionContext } from './operation.js';

/** The user, role or policy of this account with exactly that ARN. */
export async function findByArn<K extends NamedKind>(
  reader: AccountReader,
  kind: K,
  arn: string,
): Promise<DocumentOf<K> | undefined> {
  const found = await reader.byName(kind, nameIn(arn));
  return (found as NamedEntity | undefined)?.arn === arn ? found : undefined;
}

/** The name at the end of an ARN. */
export function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** The ARN on which an operation about one entity is authorized; where there is no such entity, with the path `/`. */
export function targetArn(
  scope: ArnScope,
  kind: NamedKind,
  found: NamedEntity | undefined,
  name: string,
): string {
  return found?.arn ?? entityArn(scope, kind, '/', name);
}

/** The ARN on which the listing of a kind is authorized: the kind and the path that the list begins with. */
export function listArn(scope: ArnScope, kind: NamedKind, pathPrefix: string): string {
  return entityArn(scope, kind, pathPrefix, '');
}

/** The condition keys for the tags that a request gives to a new entity. */
export function requestTagKeys(tags: readonly Tag[]): ConditionContext {
  if (tags.length === 0) return {};
  // Condition keys ignore case; two spellings of one key are refused by the rules a little later.
  const entries = tags.map(({ key, value }): [string, string] => [
    `aws:RequestTag/${key.toLowerCase()}`,
    value,
  ]);
  return { ...Object.fromEntries(entries), 'aws:TagKeys': tags.map(({ key }) => key) };
}

/** The condition keys for the tags of the entity that an operation is about. */
export function resourceTagKeys(entity: Partial<Tagged> | undefined): ConditionContext {
  const entries = (entity?.tags ?? []).flatMap(({ key, value }): [string, string][] => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ]);
  return Object.fromEntries(entries);
}
