import { event } from '@grantlog/events';
import {
  allowing,
  group,
  GroupCreated,
  policy,
  PolicyCreated,
  scope,
  UserAddedToGroup,
  UserCreated,
} from '../facts.fixture.js';
import { specification } from '../given-when-then.fixture.js';
import type { GroupCommand } from './group.commands.js';
import { decideGroup, type GroupState } from './group.decider.js';

const given = specification<GroupCommand, GroupState>({
  decide: decideGroup,
  load: ({ groupName }, account) => {
    const found = account.byName('group', groupName);
    return { group: found, memberCount: account.referrerCount(found), account: account.facts() };
  },
});

const createGroup = (groupName: string, path = '/') =>
  ({ type: 'CreateGroup', scope, groupId: group(groupName).groupId, groupName, path }) as const;
const deleteGroup = { type: 'DeleteGroup', groupName: 'Admins' } as const;

describe('creating a group', () => {
  it('records what it is and where it lives', () => {
    const groupArn = 'arn:aws:iam::123456789012:group/eng/Admins';
    given()
      .when(createGroup('Admins', '/eng/'))
      .then(event('GroupCreated', { ...group('Admins'), groupArn, path: '/eng/' }));
  });

  it('refuses a name that is taken in another case', () => {
    given(GroupCreated('admins'))
      .when(createGroup('Admins'))
      .thenRejected('entity_already_exists', 'Group with name Admins already exists.');
  });

  it('stops at the quota of the account', () => {
    given(GroupCreated('Admins'))
      .withQuotas({ GroupsPerAccount: 1 })
      .when(createGroup('Other'))
      .thenRejected('limit_exceeded', 'Cannot exceed quota for GroupsPerAccount: 1');
  });
});

describe('deleting a group', () => {
  it('records which', () => {
    given(GroupCreated('Admins'))
      .when(deleteGroup)
      .then(event('GroupDeleted', group('Admins')));
  });

  it('refuses a group that is not there', () => {
    given().when(deleteGroup).thenRejected('no_such_entity', 'The group with name Admins cannot be found.');
  });

  const attached = event('PolicyAttachedToGroup', { ...group('Admins'), ...policy('P') });
  const inline = event('InlinePolicyPutOnGroup', {
    ...group('Admins'),
    policyName: 'p',
    policyDocument: allowing('a:B'),
  });

  it.each([
    ['a member', [UserCreated('ada'), UserAddedToGroup('ada', 'Admins')], 'remove users from group'],
    ['an attached policy', [PolicyCreated('P'), attached], 'detach all policies'],
    ['an inline policy', [inline], 'delete policies'],
  ] as const)('waits until %s is gone', (_, facts, first) => {
    given(GroupCreated('Admins'), ...facts)
      .when(deleteGroup)
      .thenRejected('delete_conflict', `Cannot delete entity, must ${first} first.`);
  });
});
