import type { RoleDocument } from '@grantlog/account-state';
import { account, actingRoot, actingUser, CatalogueAccount, session, trusting } from './account.fixture.js';
import { operations } from './catalogue.js';

const roleArn = `arn:aws:iam::${account}:role/eng/Deploy`;
const { packedPolicySize, ...credentials } = session;

describe('AssumeRole', () => {
  let company: CatalogueAccount;
  beforeEach(async () => {
    company = new CatalogueAccount();
    await company.run('CreateRole', {
      roleName: 'Deploy',
      path: '/eng/',
      assumeRolePolicyDocument: trusting(account),
      tags: [{ key: 'team', value: 'blue' }],
    });
  });

  const assume = (more: object = {}) =>
    company.run('AssumeRole', { roleArn, roleSessionName: 'release', ...more });

  it('answers credentials and who they are for', async () => {
    const { answer, events, sessions } = await assume({ durationSeconds: 900 });
    expect(answer).toEqual({
      credentials,
      assumedRoleUser: {
        arn: `arn:aws:sts::${account}:assumed-role/Deploy/release`,
        assumedRoleId: 'AROA00000000000000001:release',
      },
      packedPolicySize,
    });
    expect(sessions).toMatchObject([
      { principal: { kind: 'role', sessionName: 'release' }, durationSeconds: 900 },
    ]);
    expect(events).toMatchObject([{ type: 'RoleAssumed', data: { accessKeyId: credentials.accessKeyId } }]);
    expect(JSON.stringify(events)).not.toContain(session.secretAccessKey);
  });

  it('is authorized on the role, with what its trust policy may ask for', async () => {
    const { target, context } = await assume({ externalId: 'contract:7' });
    expect(target).toBe(roleArn);
    expect(context).toMatchObject({
      'sts:RoleSessionName': 'release',
      'sts:ExternalId': 'contract:7',
      'aws:ResourceTag/team': 'blue',
    });
    expect((await assume()).context).not.toHaveProperty(['sts:ExternalId']);
  });

  it.each(['/Deploy', '/eng/deploy', '/eng/Other'])('finds no role at %s: nobody is let in', async (name) => {
    const refused = assume({ roleArn: `arn:aws:iam::${account}:role${name}` });
    await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
    const row = operations.find((each) => each.name === 'AssumeRole');
    if (row?.kind !== 'command') throw new Error('AssumeRole is a command');
    expect(row.trust?.({ role: undefined })).toBeUndefined();
    const role = { arn: roleArn } as Partial<RoleDocument>;
    expect(row.trust?.({ role })).toBe(role);
  });

  it('asks for no credentials that the rules do not grant', async () => {
    company.caller = actingRoot();
    await expect(assume()).rejects.toMatchObject({ code: 'access_denied' });
    company.caller = actingUser('AIDAADA', 'ada');
    await expect(assume({ durationSeconds: 3_601 })).rejects.toMatchObject({ code: 'validation_error' });
  });

  it.each([
    { durationSeconds: 899 },
    { durationSeconds: 43_201 },
    { durationSeconds: '900' },
    { roleSessionName: 'a' },
    { roleSessionName: 'a/b' },
    { roleArn: 'Deploy' },
    { externalId: '' },
  ])('refuses the shape of %j', async (wrong) => {
    await expect(assume(wrong)).rejects.toThrow(Object.keys(wrong)[0]);
  });
});

describe('GetSessionToken', () => {
  it('answers credentials of the caller, and needs no permission', async () => {
    const company = new CatalogueAccount();
    const done = await company.run('GetSessionToken', { durationSeconds: 129_600 });
    expect(done.target).toBe('none');
    expect(done.answer).toEqual({ credentials });
    expect(done.sessions).toEqual([{ principal: { kind: 'caller' }, durationSeconds: 129_600 }]);
    const issuedTo = { principalArn: company.caller.arn, principalId: 'AIDACALLER' };
    expect(done.events).toMatchObject([{ type: 'SessionTokenIssued', data: issuedTo }]);
  });

  it('makes nothing for a session', async () => {
    const company = new CatalogueAccount();
    company.caller = { ...company.caller, isSession: true };
    await expect(company.run('GetSessionToken', {})).rejects.toMatchObject({ code: 'access_denied' });
  });
});

it('GetCallerIdentity answers who calls, and needs no permission', async () => {
  const company = new CatalogueAccount();
  const { answer, target } = await company.run('GetCallerIdentity', {});
  const { userId, arn } = company.caller;
  expect([answer, target]).toEqual([{ userId, account, arn }, 'none']);
});
