import { event } from '@grantlog/events';
import { AccessKeyCreated, user, UserCreated } from '../facts.fixture.js';
import { specification } from '../given-when-then.fixture.js';
import type { AccessKeyCommand } from './access-key.commands.js';
import { type AccessKeyState, decideAccessKey } from './access-key.decider.js';

const given = specification<AccessKeyCommand, AccessKeyState>({
  decide: decideAccessKey,
  load: ({ userName }, account) => ({ user: account.byName('user', userName), account: account.facts() }),
});

const key = { userName: 'ada', accessKeyId: 'AKIA1' };
const create = { type: 'CreateAccessKey', ...key } as const;
const activate = { type: 'UpdateAccessKey', ...key, status: 'Active' } as const;
const deactivate = { type: 'UpdateAccessKey', ...key, status: 'Inactive' } as const;
const remove = { type: 'DeleteAccessKey', ...key } as const;
const about = { ...user('ada'), accessKeyId: 'AKIA1' };
const deactivated = event('AccessKeyDeactivated', about);

describe('the access keys of a user', () => {
  it('gain a new one', () => {
    given(UserCreated('ada')).when(create).then(event('AccessKeyCreated', about));
  });

  it('stop at their quota, inactive ones included', () => {
    given(UserCreated('ada'), AccessKeyCreated('ada', 'AKIA1'), deactivated, AccessKeyCreated('ada', 'AKIA2'))
      .when({ ...create, accessKeyId: 'AKIA3' })
      .thenRejected('limit_exceeded', 'Cannot exceed quota for AccessKeysPerUser: 2');
  });

  it('stop working and work again', () => {
    const one = [UserCreated('ada'), AccessKeyCreated('ada', 'AKIA1')];
    given(...one)
      .when(deactivate)
      .then(deactivated);
    given(...one, deactivated)
      .when(activate)
      .then(event('AccessKeyActivated', about));
  });

  it('stay as they are when they have the status already', () => {
    const one = [UserCreated('ada'), AccessKeyCreated('ada', 'AKIA1')];
    given(...one)
      .when(activate)
      .then();
    given(...one, deactivated)
      .when(deactivate)
      .then();
  });

  it('lose one', () => {
    given(UserCreated('ada'), AccessKeyCreated('ada', 'AKIA1'))
      .when(remove)
      .then(event('AccessKeyDeleted', about));
  });

  it.each([activate, remove])('are the user’s own: $type', (command) => {
    given(UserCreated('ada'), UserCreated('bob'), AccessKeyCreated('bob', 'AKIA1'))
      .when(command)
      .thenRejected('no_such_entity', 'The Access Key with id AKIA1 cannot be found.');
  });

  it.each([create, activate, remove])('belong to a user: $type', (command) => {
    given().when(command).thenRejected('no_such_entity', 'The user with name ada cannot be found.');
  });
});
