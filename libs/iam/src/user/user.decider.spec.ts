import { event } from '@grantlog/events';
import {
  AccessKeyCreated,
  allowing,
  group,
  GroupCreated,
  PolicyAttachedToUser,
  PolicyCreated,
  scope,
  user,
  UserAddedToGroup,
  UserCreated,
} from '../facts.fixture.js';
import { specification } from '../given-when-then.fixture.js';
import type { CreateUser, UserCommand } from './user.commands.js';
import { decideUser } from './user.decider.js';

const given = specification<UserCommand, Parameters<typeof decideUser>[1]>({
  decide: decideUser,
  load: (command, account) => ({
    user: account.byName('user', command.userName),
    group: 'groupName' in command ? account.byName('group', command.groupName) : undefined,
    account: account.facts(),
  }),
});

const createUser = (userName: string, more: Partial<CreateUser> = {}): CreateUser => ({
  type: 'CreateUser',
  scope,
  userId: user(userName).userId,
  userName,
  path: '/',
  tags: [],
  ...more,
});
const deleteUser = { type: 'DeleteUser', userName: 'ada' } as const;
const membership = { userName: 'ada', groupName: 'Admins' };
const addAda = { type: 'AddUserToGroup', ...membership } as const;
const removeAda = { type: 'RemoveUserFromGroup', ...membership } as const;

describe('creating a user', () => {
  it('records who it is and where it lives', () => {
    given()
      .when(createUser('ada', { path: '/eng/' }))
      .then(UserCreated('ada', { path: '/eng/', userArn: 'arn:aws:iam::123456789012:user/eng/ada' }));
  });

  it('keeps the tags', () => {
    const tags = [{ key: 'team', value: 'blue' }];
    given().when(createUser('ada', { tags })).then(UserCreated('ada', { tags }));
  });

  it('refuses a name that is taken in another case', () => {
    given(UserCreated('Ada'))
      .when(createUser('ada'))
      .thenRejected('entity_already_exists', 'User with name ada already exists.');
  });

  it('gives a name free again when its user is deleted', () => {
    given(UserCreated('ada'), event('UserDeleted', user('ada')))
      .when(createUser('ada'))
      .then(UserCreated('ada'));
  });

  it('stops at the quota of the account', () => {
    given(UserCreated('ada'))
      .withQuotas({ UsersPerAccount: 1 })
      .when(createUser('bob'))
      .thenRejected('limit_exceeded', 'Cannot exceed quota for UsersPerAccount: 1');
  });
});

describe('deleting a user', () => {
  it('records whom', () => {
    given(UserCreated('ada'))
      .when(deleteUser)
      .then(event('UserDeleted', user('ada')));
  });

  it('refuses a user who is not there', () => {
    given().when(deleteUser).thenRejected('no_such_entity', 'The user with name ada cannot be found.');
  });

  it.each([
    ['an access key', [AccessKeyCreated('ada', 'AKIA1')], 'delete access keys'],
    ['a membership', [GroupCreated('Admins'), UserAddedToGroup('ada', 'Admins')], 'remove users from group'],
    ['an attached policy', [PolicyCreated('P'), PolicyAttachedToUser('ada', 'P')], 'detach all policies'],
    [
      'an inline policy',
      [
        event('InlinePolicyPutOnUser', {
          ...user('ada'),
          policyName: 'p',
          policyDocument: allowing('a:B'),
        }),
      ],
      'delete policies',
    ],
  ] as const)('waits until %s is gone', (_, facts, first) => {
    given(UserCreated('ada'), ...facts)
      .when(deleteUser)
      .thenRejected('delete_conflict', `Cannot delete entity, must ${first} first.`);
  });
});

describe('the groups of a user', () => {
  const both = [UserCreated('ada'), GroupCreated('Admins')];
  const removed = event('UserRemovedFromGroup', { ...user('ada'), ...group('Admins') });

  it('gain one that the user is not in yet', () => {
    given(...both)
      .when(addAda)
      .then(UserAddedToGroup('ada', 'Admins'));
  });

  it('stay as they are when the user is in it already', () => {
    given(...both, UserAddedToGroup('ada', 'Admins'))
      .when(addAda)
      .then();
  });

  it('lose one that the user is in', () => {
    given(...both, UserAddedToGroup('ada', 'Admins'))
      .when(removeAda)
      .then(removed);
  });

  it('stay as they are when the user is not in it', () => {
    given(...both)
      .when(removeAda)
      .then();
  });

  it.each([addAda, removeAda])('cannot change without a user or a group: $type', (command) => {
    given(UserCreated('ada')).when(command).thenRejected('no_such_entity', 'The group with name Admins');
    given(GroupCreated('Admins')).when(command).thenRejected('no_such_entity', 'The user with name ada');
  });

  it('stop at their quota', () => {
    given(...both, GroupCreated('Other'), UserAddedToGroup('ada', 'Other'))
      .withQuotas({ GroupsPerUser: 1 })
      .when(addAda)
      .thenRejected('limit_exceeded', 'Cannot exceed quota for GroupsPerUser: 1');
  });
});
