import { account, CatalogueAccount, now } from './account.fixture.js';

const target = `arn:aws:iam::${account}:user/ada`;
const createDate = now.toISOString();
const first = 'AKIA0000000000000002';
const userId = 'AIDA00000000000000001';

describe('operations on access keys', () => {
  let company: CatalogueAccount;
  beforeEach(async () => {
    company = new CatalogueAccount();
    await company.run('CreateUser', { userName: 'ada', tags: [{ key: 'team', value: 'blue' }] });
  });

  const create = () => company.run('CreateAccessKey', { userName: 'ADA' });
  const one = { userName: 'ada', accessKeyId: first };

  it('CreateAccessKey reveals the secret and stores it sealed', async () => {
    const { answer, putSecrets, events } = await create();
    // The edge joins what is revealed with the answer; here it stands in its place.
    expect(answer['accessKey']).toEqual({ accessKeyId: first, secretAccessKey: 'secret' });
    const sealed = { keyId: 'k', ciphertext: 'c' };
    expect(putSecrets).toEqual([
      { account, accessKeyId: first, ownerKind: 'user', ownerId: userId, ...sealed },
    ]);
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  it('ListAccessKeys answers pages without secrets, the oldest key first', async () => {
    await create();
    await create();
    await company.run('UpdateAccessKey', { ...one, status: 'Inactive' });
    const { answer } = await company.run('ListAccessKeys', { userName: 'ada', maxItems: '1' });
    const metadata = { userName: 'ada', accessKeyId: first, status: 'Inactive', createDate };
    expect(answer).toEqual({ accessKeyMetadata: [metadata], nextPosition: first });
    const rest = await company.run('ListAccessKeys', { userName: 'ada', marker: first });
    expect(rest.answer['accessKeyMetadata']).toMatchObject([{ status: 'Active' }]);
  });

  it('DeleteAccessKey deletes the secret with the key', async () => {
    await create();
    const { deleteSecrets, events } = await company.run('DeleteAccessKey', one);
    expect(deleteSecrets).toEqual([first]);
    expect(events).toMatchObject([{ type: 'AccessKeyDeleted' }]);
  });

  it('the key of another user is not there', async () => {
    await create();
    await company.run('CreateUser', { userName: 'bob' });
    const refused = company.run('DeleteAccessKey', { ...one, userName: 'bob' });
    await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
  });

  it.each([
    ['CreateAccessKey', { userName: 'ada' }],
    ['ListAccessKeys', { userName: 'ada' }],
    ['UpdateAccessKey', { ...one, status: 'Active' }],
    ['DeleteAccessKey', one],
  ])('%s is authorized on the user, with its tags', async (name, input) => {
    await create();
    const { context } = await company.run(name, input);
    expect([company.targetOfLast, context['iam:ResourceTag/team']]).toEqual([target, 'blue']);
    const refused = company.run(name, { ...input, userName: 'eve' });
    await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
  });

  it.each(['active', 'Expired', undefined])('a key has no status %j', async (status) => {
    await create();
    await expect(company.run('UpdateAccessKey', { ...one, status })).rejects.toThrow('status');
  });
});
