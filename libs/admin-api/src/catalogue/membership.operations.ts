import type { ArnScope, DocumentOf } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { decideUser, existing } from '@grantlog/iam';
import { z } from 'zod';
import { targetArn } from './entities.js';
import * as fields from './inputs.js';
import { byUserName, onUser } from './one-user.js';
import type { Operation } from './operation.js';
import { pageOfNamed } from './paging.js';
import { command, query } from './rows.js';
import { groupView } from './views.js';

/** The two commands differ in nothing but what they are called. */
const memberships = (
  [
    ['AddUserToGroup', 'PUT'],
    ['RemoveUserFromGroup', 'DELETE'],
  ] as const
).map(([type, method]) =>
  command({
    name: type,
    service: 'iam',
    method,
    path: '/groups/{groupName}/members/{userName}',
    status: 200,
    input: z.strictObject({ groupName: fields.name, userName: fields.name }),
    load: async ({ groupName, userName }, reader) => ({
      group: await reader.byName('group', groupName),
      user: await reader.byName('user', userName),
    }),
    target: ({ groupName }, { group }, scope: ArnScope) => targetArn(scope, 'group', group, groupName),
    decide: (input, state, account) => ({ events: decideUser({ type, ...input }, { ...state, account }) }),
  }),
);

const listGroupsForUser = query({
  name: 'ListGroupsForUser',
  service: 'iam',
  method: 'GET',
  path: '/users/{userName}/groups',
  paged: true,
  input: byUserName.extend(fields.paging),
  ...onUser,
  answer: async (input, { user }, reader) => {
    const { groups } = existing('user', input.userName, user);
    const { items, next } = pageOfNamed(await documents(reader, groups), ({ name }) => name, input);
    return { groups: items.map(groupView), ...next };
  },
});

async function documents(
  reader: AccountReader,
  ids: readonly string[],
): Promise<readonly DocumentOf<'group'>[]> {
  const found = await Promise.all(ids.map((id) => reader.byId('group', id)));
  return found.filter((group) => group !== undefined);
}

/** Which users are in which groups. */
export const membershipOperations: readonly Operation[] = [...memberships, listGroupsForUser];
