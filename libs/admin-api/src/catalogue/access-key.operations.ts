import type { ArnScope, UserDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { decideAccessKey, existing, namePatterns } from '@grantlog/iam';
import { z } from 'zod';
import { resourceTagKeys, targetArn } from './entities.js';
import * as fields from './inputs.js';
import type { Operation } from './operation.js';
import { pageInOrder } from './paging.js';
import { command, query } from './rows.js';
import { accessKeyView } from './views.js';

interface UserFound {
  readonly user: UserDocument | undefined;
}

const byUserName = z.strictObject({ userName: fields.name });

const byAccessKeyId = byUserName.extend({ accessKeyId: z.string().regex(namePatterns.accessKeyId) });

/** How every operation about access keys finds its user and is authorized. */
const ofUser = {
  load: async ({ userName }: { userName: string }, reader: AccountReader): Promise<UserFound> => ({
    user: await reader.byName('user', userName),
  }),
  target: ({ userName }: { userName: string }, { user }: UserFound, scope: ArnScope) =>
    targetArn(scope, 'user', user, userName),
  context: (_: unknown, { user }: UserFound) => resourceTagKeys(user),
};

const createAccessKey = command({
  name: 'CreateAccessKey',
  service: 'iam',
  method: 'POST',
  path: '/users/{userName}/access-keys',
  status: 201,
  input: byUserName,
  ...ofUser,
  decide: ({ userName }, state, { scope, newAccessKey, ...account }) => {
    const { id: ownerId } = existing('user', userName, state.user);
    const { accessKeyId, secretAccessKey, sealed } = newAccessKey(ownerId);
    const stored = { account: scope.account, accessKeyId, ownerKind: 'user', ownerId, ...sealed } as const;
    return {
      events: decideAccessKey({ type: 'CreateAccessKey', userName, accessKeyId }, { ...state, account }),
      putSecrets: [stored],
      reveal: { accessKey: { accessKeyId, secretAccessKey } },
    };
  },
  answer: ({ userName }, state) => {
    const user = existing('user', userName, state.user);
    const newest = user.accessKeys.at(-1);
    return newest === undefined ? {} : { accessKey: accessKeyView(newest, user) };
  },
});

const listAccessKeys = query({
  name: 'ListAccessKeys',
  service: 'iam',
  method: 'GET',
  path: '/users/{userName}/access-keys',
  paged: true,
  input: byUserName.extend(fields.paging),
  ...ofUser,
  answer: (input, state) => {
    const user = existing('user', input.userName, state.user);
    const { items, next } = pageInOrder(user.accessKeys, ({ id }) => id, input);
    return { accessKeyMetadata: items.map((key) => accessKeyView(key, user)), ...next };
  },
});

const updateAccessKey = command({
  name: 'UpdateAccessKey',
  service: 'iam',
  method: 'PATCH',
  path: '/users/{userName}/access-keys/{accessKeyId}',
  status: 200,
  input: byAccessKeyId.extend({ status: z.enum(['Active', 'Inactive']) }),
  ...ofUser,
  decide: (input, state, account) => ({
    events: decideAccessKey({ type: 'UpdateAccessKey', ...input }, { ...state, account }),
  }),
});

const deleteAccessKey = command({
  name: 'DeleteAccessKey',
  service: 'iam',
  method: 'DELETE',
  path: '/users/{userName}/access-keys/{accessKeyId}',
  status: 200,
  input: byAccessKeyId,
  ...ofUser,
  decide: (input, state, account) => ({
    events: decideAccessKey({ type: 'DeleteAccessKey', ...input }, { ...state, account }),
    deleteSecrets: [input.accessKeyId],
  }),
});

/** The access keys of users. */
export const accessKeyOperations: readonly Operation[] = [
  createAccessKey,
  listAccessKeys,
  updateAccessKey,
  deleteAccessKey,
];
