import type { ArnScope } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import type { HolderDocument, HolderKind } from '@grantlog/iam';
import { z } from 'zod';
import { resourceTagKeys, targetArn } from './entities.js';
import * as fields from './inputs.js';
import type { JsonObject } from './operation.js';

/** The words in which one kind of policy holder differs from the others. */
export interface Holder {
  readonly kind: HolderKind;
  /** `User` in the names of operations. */
  readonly word: 'User' | 'Group' | 'Role';
  /** `/users/{userName}` */
  readonly path: string;
  readonly nameMember: 'userName' | 'groupName' | 'roleName';
}

/** Everything that holds policies. */
export const holders: readonly Holder[] = [
  { kind: 'user', word: 'User', path: '/users/{userName}', nameMember: 'userName' },
  { kind: 'group', word: 'Group', path: '/groups/{groupName}', nameMember: 'groupName' },
  { kind: 'role', word: 'Role', path: '/roles/{roleName}', nameMember: 'roleName' },
];

/** Which holder an operation is about. */
export interface HolderNamed {
  readonly holderName: string;
}

/** The holder that was found. */
export interface HolderFound {
  readonly holder: HolderDocument | undefined;
}

/** The input of an operation about a holder: its name under the member of its kind, and the members of the shape. */
export function holderInput<Shape extends z.ZodRawShape>(
  { nameMember }: Holder,
  shape: Shape,
): z.ZodType<HolderNamed & z.output<z.ZodObject<Shape>>> {
  const schema: z.ZodType<Readonly<Record<string, unknown>>> = z.strictObject({
    [nameMember]: fields.name,
    ...shape,
  });
  return schema.transform(({ [nameMember]: holderName, ...rest }) => {
    // The schema above is the proof; a member whose name is computed has no type of its own.
    return { holderName, ...rest } as HolderNamed & z.output<z.ZodObject<Shape>>;
  });
}

/** Finds the holder of an operation. */
export async function loadHolder(
  { kind }: Holder,
  { holderName }: HolderNamed,
  reader: AccountReader,
): Promise<HolderFound> {
  return { holder: await reader.byName(kind, holderName) };
}

/** How operations about one holder are authorized. */
export function onHolder({ kind }: Holder) {
  return {
    target: ({ holderName }: HolderNamed, { holder }: HolderFound, scope: ArnScope) =>
      targetArn(scope, kind, holder, holderName),
    context: (_: unknown, { holder }: HolderFound) => holderTagKeys(holder),
  };
}

/** The condition keys for the tags of a holder; groups have none. */
export function holderTagKeys(holder: HolderDocument | undefined) {
  return holder === undefined || holder.kind === 'group' ? {} : resourceTagKeys(holder);
}

/** The member of an answer that names the holder: `{ userName: 'ada' }`. */
export function holderNameView({ nameMember }: Holder, { name }: HolderDocument): JsonObject {
  return { [nameMember]: name };
}
