import { event } from '@grantlog/events';
import { account, accountCreated, actingRoot, actingUser, CatalogueAccount, now } from './account.fixture.js';

const iam = `arn:aws:iam::${account}`;
const createDate = now.toISOString();

describe('operations on users', () => {
  let company: CatalogueAccount;
  beforeEach(() => {
    company = new CatalogueAccount();
  });

  const tags = [{ key: 'Team', value: 'blue' }];
  const ada = {
    path: '/eng/',
    userName: 'ada',
    userId: 'AIDA00000000000000001',
    arn: `${iam}:user/eng/ada`,
    createDate,
  };

  it('CreateUser answers the user and is authorized on where it will be, with its tags', async () => {
    const done = await company.run('CreateUser', { userName: 'ada', path: '/eng/', tags });
    expect(done.answer).toEqual({ user: { ...ada, tags } });
    expect(done.target).toBe(ada.arn);
    expect(done.context).toEqual({ 'aws:RequestTag/team': 'blue', 'aws:TagKeys': ['Team'] });
  });

  it('GetUser finds by name ignoring case and is authorized on where the user is, with its tags', async () => {
    await company.run('CreateUser', { userName: 'ada', path: '/eng/', tags });
    const done = await company.run('GetUser', { userName: 'ADA' });
    expect(done.answer).toEqual({ user: { ...ada, tags } });
    expect(done.target).toBe(ada.arn);
    expect(done.context).toEqual({ 'aws:ResourceTag/Team': 'blue', 'iam:ResourceTag/Team': 'blue' });
  });

  it('GetUser without a name answers the caller', async () => {
    company.caller = actingUser('AIDACALLER', 'caller');
    const done = await company.run('GetUser', {}, '/user');
    expect(done.answer).toMatchObject({ user: { userName: 'caller', userId: 'AIDACALLER' } });
    expect(done.target).toBe(`${iam}:user/caller`);
  });

  it('GetUser without a name answers the root, which has no name', async () => {
    company.caller = actingRoot();
    const done = await company.run('GetUser', {}, '/user');
    expect(done.answer).toEqual({ user: { path: '/', userId: account, arn: `${iam}:root`, createDate } });
    expect(done.target).toBe(`${iam}:root`);
  });

  it('GetUser without a name is refused to a role session', async () => {
    await company.run('CreateUser', { userName: 'ada' });
    company.caller = { ...actingUser('AROA1', 'x'), document: { ...roleDocument, id: 'AROA1' } };
    await expect(company.run('GetUser', {}, '/user')).rejects.toMatchObject({ code: 'validation_error' });
    await expect(company.run('GetUser', { userName: 'ada' })).resolves.toMatchObject({ context: {} });
  });

  it('ListUsers answers pages in the order of names ignoring case, without tags', async () => {
    for (const userName of ['bob', 'Ada', 'carl']) await company.run('CreateUser', { userName });
    const first = await company.run('ListUsers', { maxItems: '2' });
    expect(first.target).toBe(`${iam}:user/`);
    expect(first.answer).toMatchObject({
      users: [{ userName: 'Ada' }, { userName: 'bob' }],
      nextPosition: 'bob',
    });
    const { answer } = await company.run('ListUsers', { maxItems: '2', marker: 'bob' });
    expect(answer['users']).toMatchObject([{ userName: 'carl' }]);
    expect(answer).not.toHaveProperty('nextPosition');
    expect(answer['users']).not.toMatchObject([{ tags: expect.anything() as unknown }]);
  });

  it('ListUsers is authorized on the path that it lists', async () => {
    await company.run('CreateUser', { userName: 'ada', path: '/eng/' });
    await company.run('CreateUser', { userName: 'bob' });
    const { target, answer } = await company.run('ListUsers', { pathPrefix: '/eng' });
    expect(target).toBe(`${iam}:user/eng`);
    expect(answer['users']).toMatchObject([{ userName: 'ada' }]);
  });

  it('DeleteUser answers nothing and is authorized on the user, with its tags', async () => {
    await company.run('CreateUser', { userName: 'ada', path: '/eng/', tags });
    const done = await company.run('DeleteUser', { userName: 'ada' });
    expect(done).toMatchObject({ answer: {}, target: ada.arn, events: [{ type: 'UserDeleted' }] });
    expect(done.context).toHaveProperty(['aws:ResourceTag/Team']);
  });

  it.each(['GetUser', 'DeleteUser'])('%s of nobody is authorized on the path /', async (name) => {
    const refused = company.run(name, { userName: 'eve' });
    await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
    expect(company.targetOfLast).toBe(`${iam}:user/eve`);
  });

  it('groups are listed for their members, and members for their group, in pages', async () => {
    for (const groupName of ['Ops', 'admins']) await company.run('CreateGroup', { groupName });
    for (const userName of ['bob', 'Ada']) {
      await company.run('CreateUser', { userName });
      for (const groupName of ['Ops', 'admins']) await company.run('AddUserToGroup', { groupName, userName });
    }
    const groups = await company.run('ListGroupsForUser', { userName: 'bob', maxItems: '1' });
    expect(groups.answer).toMatchObject({ groups: [{ groupName: 'admins' }], nextPosition: 'admins' });
    const rest = await company.run('ListGroupsForUser', { userName: 'bob', marker: 'admins' });
    expect(rest.answer['groups']).toMatchObject([{ groupName: 'Ops' }]);
    const members = await company.run('GetGroup', { groupName: 'ops', maxItems: '1' });
    expect(members.answer).toMatchObject({
      group: { groupName: 'Ops', arn: `${iam}:group/Ops` },
      users: [{ userName: 'Ada' }],
      nextPosition: 'Ada',
    });
    const { target, events } = await company.run('RemoveUserFromGroup', {
      groupName: 'ops',
      userName: 'ada',
    });
    expect([target, events.length]).toEqual([`${iam}:group/Ops`, 1]);
  });

  it('a group is made at a path, listed, and deleted when nobody is in it', async () => {
    const { target, answer } = await company.run('CreateGroup', { groupName: 'Ops', path: '/eng/' });
    expect(target).toBe(`${iam}:group/eng/Ops`);
    expect(answer).toMatchObject({ group: { groupName: 'Ops', path: '/eng/', arn: target } });
    const list = await company.run('ListGroups', { pathPrefix: '/eng/' });
    expect(list).toMatchObject({ target: `${iam}:group/eng/`, answer: { groups: [{ groupName: 'Ops' }] } });
    await company.run('CreateUser', { userName: 'ada' });
    await company.run('AddUserToGroup', { groupName: 'Ops', userName: 'ada' });
    const refused = company.run('DeleteGroup', { groupName: 'Ops' });
    await expect(refused).rejects.toMatchObject({ code: 'delete_conflict' });
    await company.run('RemoveUserFromGroup', { groupName: 'Ops', userName: 'ada' });
    expect(await company.run('DeleteGroup', { groupName: 'Ops' })).toMatchObject({ target, answer: {} });
  });
});

const roleDocument = {
  kind: 'role',
  name: 'Deploy',
  path: '/',
  arn: `${iam}:role/Deploy`,
  createDate,
  maxSessionDuration: 3_600,
  trustPolicy: { document: '{}', principals: [] },
  tags: [],
  attachedPolicies: [],
  inlinePolicies: [],
} as const;

it('the account itself is no user that is listed', async () => {
  const company = new CatalogueAccount().record(accountCreated);
  company.record(event('RootAccessKeyCreated', { accessKeyId: 'AKIAROOT', rootArn: `${iam}:root` }));
  expect((await company.run('ListUsers', {})).answer).toEqual({ users: [] });
});
