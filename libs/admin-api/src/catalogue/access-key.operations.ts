import { decideAccessKey, existing, namePatterns } from '@grantlog/iam';
import { z } from 'zod';
import * as fields from './inputs.js';
import { byUserName, onUser } from './one-user.js';
import type { Operation } from './operation.js';
import { pageInOrder } from './paging.js';
import { command, query } from './rows.js';
import { accessKeyView } from './views.js';

const byAccessKeyId = byUserName.extend({ accessKeyId: z.string().regex(namePatterns.accessKeyId) });

const createAccessKey = command({
  name: 'CreateAccessKey',
  service: 'iam',
  method: 'POST',
  path: '/users/{userName}/access-keys',
  status: 201,
  input: byUserName,
  ...onUser,
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
  ...onUser,
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
  ...onUser,
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
  ...onUser,
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
