import { account, allowing, CatalogueAccount, now } from './account.fixture.js';

const iam = `arn:aws:iam::${account}`;
const policyArn = `${iam}:policy/eng/Read`;
const createDate = now.toISOString();
const tags = [{ key: 'team', value: 'blue' }];

describe('a policy document that is accepted with a warning', () => {
  const old = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'a:B', Resource: '*' }] });
  const oldTrust = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }],
  });

  it.each([
    ['CreatePolicy', { policyName: 'Old', policyDocument: old }, '/policyDocument'],
    ['CreateRole', { roleName: 'Old', assumeRolePolicyDocument: oldTrust }, '/assumeRolePolicyDocument'],
  ])('is said to the administrator who calls %s', async (operation, input, pointer) => {
    const { answer } = await new CatalogueAccount().run(operation, input);
    expect(answer['warnings']).toMatchObject([{ code: 'version_missing', pointer, line: 1, column: 1 }]);
  });
});

describe('operations on managed policies', () => {
  let company: CatalogueAccount;
  beforeEach(async () => {
    company = new CatalogueAccount();
    await company.run('CreateUser', { userName: 'ada' });
  });

  const createPolicy = (policyName: string, more: object = {}) =>
    company.run('CreatePolicy', { policyName, path: '/eng/', policyDocument: allowing('a:B'), ...more });
  const attach = () => company.run('AttachUserPolicy', { userName: 'ada', policyArn });

  it('CreatePolicy and GetPolicy answer the policy and how often it is attached', async () => {
    const { answer, target, context } = await createPolicy('Read', { tags, description: 'reads' });
    expect([target, context['aws:TagKeys']]).toEqual([policyArn, ['team']]);
    const policy = {
      policyName: 'Read',
      policyId: 'ANPA00000000000000002',
      arn: policyArn,
      path: '/eng/',
      description: 'reads',
      defaultVersionId: 'v1',
      attachmentCount: 0,
      permissionsBoundaryUsageCount: 0,
      isAttachable: true,
      createDate,
      updateDate: createDate,
      tags,
    };
    expect(answer).toEqual({ policy });
    await attach();
    const found = await company.run('GetPolicy', { policyArn });
    expect(found.answer).toEqual({ policy: { ...policy, attachmentCount: 1 } });
    expect([found.target, found.context['aws:ResourceTag/team']]).toEqual([policyArn, 'blue']);
  });

  it.each([
    [`${iam}:policy/Read`, 'Read'],
    [`${iam}:policy/eng/read`, 'read'],
    ['arn:aws:iam::210987654321:policy/eng/Read', 'Read'],
    ['arn:aws:iam::aws:policy/eng/Read', 'Read'],
    ['arn:aws-cn:iam::123456789012:policy/eng/Read', 'Read'],
  ])('%s is no policy of this account', async (arn, name) => {
    await createPolicy('Read');
    await expect(company.run('GetPolicy', { policyArn: arn })).rejects.toMatchObject({
      code: 'no_such_entity',
      message: `Policy ${arn} was not found.`,
    });
    expect(company.targetOfLast).toBe(`${iam}:policy/${name}`);
  });

  it.each(['/a b/', '/a*/', 'a', ''])('CreatePolicy refuses the path %j', async (path) => {
    await expect(createPolicy('Read', { path })).rejects.toThrow('path');
  });

  it('DeletePolicy is authorized on the policy and refused while it is attached', async () => {
    await createPolicy('Read', { tags });
    await attach();
    const refused = company.run('DeletePolicy', { policyArn });
    await expect(refused).rejects.toMatchObject({ code: 'delete_conflict' });
    await company.run('DetachUserPolicy', { userName: 'ada', policyArn });
    const done = await company.run('DeletePolicy', { policyArn });
    expect(done).toMatchObject({ target: policyArn, answer: {}, events: [{ type: 'PolicyDeleted' }] });
    expect(done.context).toHaveProperty(['iam:ResourceTag/team']);
  });

  describe('ListPolicies', () => {
    beforeEach(async () => {
      for (const name of ['d', 'Read', 'b', 'C']) await createPolicy(name);
      await attach();
    });

    const list = async (input: object) => {
      const { answer } = await company.run('ListPolicies', input);
      const policies = answer['policies'] as readonly { readonly policyName: string }[];
      return [policies.map(({ policyName }) => policyName).join(), answer['nextPosition']];
    };

    it.each([
      [{}, 'b,C,d,Read', undefined],
      [{ scope: 'Local' }, 'b,C,d,Read', undefined],
      [{ scope: 'AWS' }, '', undefined],
      [{ onlyAttached: 'true' }, 'Read', undefined],
      [{ onlyAttached: 'true', maxItems: '1' }, 'Read', undefined],
      [{ onlyAttached: 'false', maxItems: '2' }, 'b,C', 'C'],
      [{ maxItems: '2', marker: 'C' }, 'd,Read', undefined],
      [{ maxItems: '4' }, 'b,C,d,Read', undefined],
      [{ pathPrefix: '/other/' }, '', undefined],
      [{ policyUsageFilter: 'PermissionsPolicy' }, 'b,C,d,Read', undefined],
    ])('%j', async (input, names, next) => {
      expect(await list(input)).toEqual([names, next]);
    });

    it('goes on with the next attached policy', async () => {
      await company.run('AttachUserPolicy', { userName: 'ada', policyArn: `${iam}:policy/eng/b` });
      expect(await list({ onlyAttached: 'true', maxItems: '1' })).toEqual(['b', 'b']);
      expect(await list({ onlyAttached: 'true', maxItems: '1', marker: 'b' })).toEqual(['Read', undefined]);
    });

    it('shows how often each is attached, and no tags', async () => {
      const { answer, target } = await company.run('ListPolicies', { pathPrefix: '/eng/' });
      expect(target).toBe(`${iam}:policy/eng/`);
      const counts = [0, 0, 0, 1].map((attachmentCount) => ({ attachmentCount }));
      expect(answer['policies']).toMatchObject(counts);
      expect(JSON.stringify(answer)).not.toContain('tags');
    });
  });
});

describe('operations on the versions of a managed policy', () => {
  let company: CatalogueAccount;
  beforeEach(async () => {
    company = new CatalogueAccount();
    const policyDocument = allowing('a:One');
    await company.run('CreatePolicy', { policyName: 'Read', path: '/eng/', policyDocument, tags });
  });

  const createVersion = (more: object = {}) =>
    company.run('CreatePolicyVersion', { policyArn, policyDocument: allowing('a:Two'), ...more });
  const version = (versionId: string, isDefaultVersion: boolean) => ({
    versionId,
    isDefaultVersion,
    createDate,
  });

  it('CreatePolicyVersion answers the new version, which waits unless it is asked for', async () => {
    expect((await createVersion()).answer).toEqual({ policyVersion: version('v2', false) });
    const third = await createVersion({ setAsDefault: true });
    expect(third.answer).toEqual({ policyVersion: version('v3', true) });
  });

  it('GetPolicyVersion answers the document as JSON', async () => {
    await createVersion({ policyDocument: JSON.stringify(allowing('a:Two'), null, 2) });
    const { answer } = await company.run('GetPolicyVersion', { policyArn, versionId: 'v2' });
    expect(answer).toEqual({ policyVersion: { ...version('v2', false), document: allowing('a:Two') } });
  });

  it('ListPolicyVersions answers pages, the newest version first', async () => {
    await createVersion({ setAsDefault: true });
    await createVersion();
    const first = await company.run('ListPolicyVersions', { policyArn, maxItems: '2' });
    expect(first.answer).toEqual({
      versions: [version('v3', false), version('v2', true)],
      nextPosition: 'v2',
    });
    const rest = await company.run('ListPolicyVersions', { policyArn, maxItems: '2', marker: 'v2' });
    expect(rest.answer).toEqual({ versions: [version('v1', false)] });
  });

  it('SetDefaultPolicyVersion and DeletePolicyVersion answer nothing', async () => {
    await createVersion();
    const changed = await company.run('SetDefaultPolicyVersion', { policyArn, versionId: 'v2' });
    expect(changed).toMatchObject({ answer: {}, events: [{ type: 'PolicyDefaultVersionChanged' }] });
    const gone = await company.run('DeletePolicyVersion', { policyArn, versionId: 'v1' });
    expect(gone).toMatchObject({ answer: {}, events: [{ type: 'PolicyVersionDeleted' }] });
  });

  it.each([
    ['CreatePolicyVersion', { policyDocument: allowing('a:Two') }],
    ['GetPolicyVersion', { versionId: 'v1' }],
    ['ListPolicyVersions', {}],
    ['SetDefaultPolicyVersion', { versionId: 'v1' }],
  ])('%s is authorized on the policy, with its tags', async (name, input) => {
    const { target, context } = await company.run(name, { policyArn, ...input });
    expect([target, context['aws:ResourceTag/team']]).toEqual([policyArn, 'blue']);
  });

  it.each(['GetPolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion'])(
    '%s of a version that never was is refused',
    async (name) => {
      const refused = company.run(name, { policyArn, versionId: 'v9' });
      await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
    },
  );
});
