import { account, CatalogueAccount, now, trusting } from './account.fixture.js';

const iam = `arn:aws:iam::${account}`;

describe('operations on roles', () => {
  let company: CatalogueAccount;
  beforeEach(() => {
    company = new CatalogueAccount();
  });

  const createRole = (more: object = {}) =>
    company.run('CreateRole', {
      roleName: 'Deploy',
      path: '/eng/',
      assumeRolePolicyDocument: trusting(account),
      ...more,
    });
  const roleArn = `${iam}:role/eng/Deploy`;

  it('CreateRole answers the role with its document as JSON, however it was sent', async () => {
    const more = {
      tags: [{ key: 'team', value: 'blue' }],
      description: 'deploys',
      maxSessionDuration: 7_200,
    };
    const done = await createRole({ ...more, assumeRolePolicyDocument: JSON.stringify(trusting(account)) });
    expect(done).toMatchObject({ target: roleArn, context: { 'aws:RequestTag/team': 'blue' } });
    const role = {
      path: '/eng/',
      roleName: 'Deploy',
      roleId: 'AROA00000000000000001',
      arn: roleArn,
      createDate: now.toISOString(),
      assumeRolePolicyDocument: trusting(account),
      ...more,
    };
    expect(done.answer).toEqual({ role });
    expect((await company.run('GetRole', { roleName: 'deploy' })).answer).toEqual({ role });
  });

  it('CreateRole pins the users and roles that the document names, at whatever path', async () => {
    await company.run('CreateUser', { userName: 'ada', path: '/eng/' });
    await createRole({ roleName: 'First' });
    const principals = [`${iam}:user/eng/ada`, `${iam}:role/eng/First`];
    const document = { ...trusting('*'), Statement: [{ ...statement, Principal: { AWS: principals } }] };
    const { events } = await createRole({ assumeRolePolicyDocument: document });
    const ids = ['AIDA00000000000000001', 'AROA00000000000000002'];
    const trustedPrincipals = principals.map((arn, index) => ({ arn, id: ids[index] }));
    expect(events).toMatchObject([{ type: 'RoleCreated', data: { trustedPrincipals } }]);
  });

  it.each([`${iam}:user/eng/ADA`, `${iam}:user/ada`, `${iam}:role/eng/ada`])(
    'CreateRole refuses the principal %s, which only looks like one that exists',
    async (arn) => {
      await company.run('CreateUser', { userName: 'ada', path: '/eng/' });
      await expect(createRole({ assumeRolePolicyDocument: trusting(arn) })).rejects.toMatchObject({
        code: 'malformed_policy_document',
        message: `Invalid principal in policy: "AWS":"${arn}"`,
      });
    },
  );

  it.each([3_599, 43_201, '3600', 3_600.5])('CreateRole refuses sessions of %j seconds', async (seconds) => {
    await expect(createRole({ maxSessionDuration: seconds })).rejects.toThrow('maxSessionDuration');
  });

  it('ListRoles shows no tags', async () => {
    await createRole({ tags: [{ key: 'team', value: 'blue' }] });
    const { target, answer } = await company.run('ListRoles', {});
    expect(target).toBe(`${iam}:role/`);
    expect(answer['roles']).toMatchObject([{ roleName: 'Deploy', maxSessionDuration: 3_600 }]);
    expect(answer['roles']).not.toMatchObject([{ tags: expect.anything() as unknown }]);
  });

  it('UpdateAssumeRolePolicy and DeleteRole are authorized on the role, with its tags', async () => {
    await createRole({ tags: [{ key: 'team', value: 'blue' }] });
    const replace = { roleName: 'Deploy', policyDocument: trusting('210987654321') };
    const replaced = await company.run('UpdateAssumeRolePolicy', replace);
    const gone = await company.run('DeleteRole', { roleName: 'Deploy' });
    for (const { target, context, answer } of [replaced, gone]) {
      expect([target, context['iam:ResourceTag/team'], answer]).toEqual([roleArn, 'blue', {}]);
    }
    expect(replaced.events).toMatchObject([{ type: 'RoleTrustPolicyReplaced' }]);
  });

  it('UpdateRole changes what it names, within the limits of a session', async () => {
    await createRole({});
    const wish = { roleName: 'Deploy', description: 'ships', maxSessionDuration: 7_200 };
    const updated = await company.run('UpdateRole', wish);
    expect([updated.target, updated.answer]).toEqual([roleArn, {}]);
    const { answer } = await company.run('GetRole', { roleName: 'Deploy' });
    expect(answer['role']).toMatchObject({ description: 'ships', maxSessionDuration: 7_200 });
    await expect(company.run('UpdateRole', { ...wish, maxSessionDuration: 60 })).rejects.toThrow();
  });

  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
});
