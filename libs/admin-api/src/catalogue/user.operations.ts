import { entityArn, type UserDocument } from '@grantlog/account-state';
import { decideUser, DomainError, existing } from '@grantlog/iam';
import { z } from 'zod';
import { requestTagKeys, resourceTagKeys, targetArn } from './entities.js';
import { listEntities } from './entity-list.js';
import * as fields from './inputs.js';
import type { JsonObject, Operation } from './operation.js';
import { byUserName, onUser } from './one-user.js';
import { command, query } from './rows.js';
import { rootView, userView } from './views.js';

const createUser = command({
  name: 'CreateUser',
  service: 'iam',
  method: 'POST',
  path: '/users',
  status: 201,
  input: z.strictObject({
    userName: fields.newUserOrRoleName,
    path: fields.path,
    tags: fields.tags,
    permissionsBoundary: fields.notBuiltYet('permissionsBoundary'),
  }),
  load: onUser.load,
  target: ({ path, userName }, _, scope) => entityArn(scope, 'user', path, userName),
  context: ({ tags }) => requestTagKeys(tags),
  decide: ({ userName, path, tags }, { user }, { scope, uniqueId, ...account }) => {
    const create = { type: 'CreateUser', scope, userId: uniqueId('AIDA'), userName, path, tags } as const;
    return { events: decideUser(create, { user, account }) };
  },
  answer: ({ userName }, { user }) => userAnswer(existing('user', userName, user)),
});

/** The same operation at the address of a user, and at that of the caller itself. */
const getUser = ['/users/{userName}', '/user'].map((path) =>
  query({
    name: 'GetUser',
    service: 'iam',
    method: 'GET',
    path,
    input: byUserName.partial(),
    load: async ({ userName }, reader, caller) => ({
      found: userName === undefined ? caller.document : await reader.byName('user', userName),
    }),
    // A role session gets no answer: it has to name a user.
    target: ({ userName }, { found }, scope) => {
      if (found?.kind === 'role') return 'none';
      return found?.arn ?? targetArn(scope, 'user', undefined, userName ?? '');
    },
    context: (_, { found }) => (found?.kind === 'user' ? resourceTagKeys(found) : {}),
    answer: ({ userName = '' }, { found }) => {
      if (found?.kind === 'account') return { user: rootView(found) };
      if (found?.kind !== 'role') return userAnswer(existing('user', userName, found));
      throw new DomainError(
        'validation_error',
        'Must specify userName when calling with non-User credentials',
      );
    },
  }),
);

const listUsers = listEntities({ name: 'ListUsers', kind: 'user', things: 'users', view: userView });

const deleteUser = command({
  name: 'DeleteUser',
  service: 'iam',
  method: 'DELETE',
  path: '/users/{userName}',
  status: 200,
  input: byUserName,
  ...onUser,
  decide: ({ userName }, { user }, account) => ({
    events: decideUser({ type: 'DeleteUser', userName }, { user, account }),
  }),
});

function userAnswer(user: UserDocument): JsonObject {
  return { user: { ...userView(user), tags: user.tags } };
}

/** Users themselves; what they hold and where they belong are operations of their own files. */
export const userOperations: readonly Operation[] = [createUser, ...getUser, listUsers, deleteUser];
