import type { ArnScope, UserDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { z } from 'zod';
import { resourceTagKeys, targetArn } from './entities.js';
import * as fields from './inputs.js';

/** The user that an operation is about. */
export interface UserFound {
  readonly user: UserDocument | undefined;
}

interface UserNamed {
  readonly userName: string;
}

/** The input of an operation that needs no more than a user. */
export const byUserName = z.strictObject({ userName: fields.name });

/** How operations about one user find it and are authorized. */
export const onUser = {
  load: async ({ userName }: UserNamed, reader: AccountReader): Promise<UserFound> => ({
    user: await reader.byName('user', userName),
  }),
  target: ({ userName }: UserNamed, { user }: UserFound, scope: ArnScope) =>
    targetArn(scope, 'user', user, userName),
  context: (_: unknown, { user }: UserFound) => resourceTagKeys(user),
};
