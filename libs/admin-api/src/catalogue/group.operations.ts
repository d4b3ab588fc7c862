import { type ArnScope, entityArn, type GroupDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { decideGroup, existing } from '@grantlog/iam';
import { z } from 'zod';
import { targetArn } from './entities.js';
import { listEntities } from './entity-list.js';
import * as fields from './inputs.js';
import type { Operation } from './operation.js';
import { pageOfMembers } from './paging.js';
import { command, query } from './rows.js';
import { groupView, userView } from './views.js';

const byGroupName = z.strictObject({ groupName: fields.name });

const onGroup = (
  { groupName }: { groupName: string },
  { group }: { readonly group: GroupDocument | undefined },
  scope: ArnScope,
) => targetArn(scope, 'group', group, groupName);

const createGroup = command({
  name: 'CreateGroup',
  service: 'iam',
  method: 'POST',
  path: '/groups',
  status: 201,
  input: z.strictObject({ groupName: fields.name, path: fields.path }),
  load: loadGroup,
  target: ({ path, groupName }, _, scope) => entityArn(scope, 'group', path, groupName),
  decide: ({ groupName, path }, { group }, { scope, uniqueId, ...account }) => {
    const create = { type: 'CreateGroup', scope, groupId: uniqueId('AGPA'), groupName, path } as const;
    return { events: decideGroup(create, { group, memberCount: 0, account }) };
  },
  answer: ({ groupName }, { group }) => ({ group: groupView(existing('group', groupName, group)) }),
});

const getGroup = query({
  name: 'GetGroup',
  service: 'iam',
  method: 'GET',
  path: '/groups/{groupName}',
  paged: true,
  input: byGroupName.extend(fields.paging),
  load: loadGroup,
  target: onGroup,
  answer: async (input, state, reader) => {
    const group = existing('group', input.groupName, state.group);
    const { items, next } = await pageOfMembers(reader, group.id, input);
    return { group: groupView(group), users: items.map(userView), ...next };
  },
});

const listGroups = listEntities({ name: 'ListGroups', kind: 'group', things: 'groups', view: groupView });

const deleteGroup = command({
  name: 'DeleteGroup',
  service: 'iam',
  method: 'DELETE',
  path: '/groups/{groupName}',
  status: 200,
  input: byGroupName,
  load: async (input, reader) => {
    const { group } = await loadGroup(input, reader);
    const members = group === undefined ? [] : await reader.referrers('user', group.id, { limit: 1 });
    return { group, memberCount: members.length };
  },
  target: onGroup,
  decide: ({ groupName }, state, account) => ({
    events: decideGroup({ type: 'DeleteGroup', groupName }, { ...state, account }),
  }),
});

async function loadGroup({ groupName }: { groupName: string }, reader: AccountReader) {
  return { group: await reader.byName('group', groupName) };
}

/** Groups themselves. */
export const groupOperations: readonly Operation[] = [createGroup, getGroup, listGroups, deleteGroup];
