import { account, allowing, CatalogueAccount, trusting } from './account.fixture.js';

const iam = `arn:aws:iam::${account}`;
const tags = [{ key: 'team', value: 'blue' }];
const tagKeys = { 'aws:ResourceTag/team': 'blue', 'iam:ResourceTag/team': 'blue' };

const kinds = [
  { word: 'User', named: { userName: 'X' }, more: { tags }, target: `${iam}:user/eng/X`, keys: tagKeys },
  { word: 'Group', named: { groupName: 'X' }, more: {}, target: `${iam}:group/eng/X`, keys: {} },
  {
    word: 'Role',
    named: { roleName: 'X' },
    more: { tags, assumeRolePolicyDocument: trusting(account) },
    target: `${iam}:role/eng/X`,
    keys: tagKeys,
  },
] as const;

describe.each(kinds)('the policies of a $word', ({ word, named, more, target, keys }) => {
  let company: CatalogueAccount;
  beforeEach(async () => {
    company = new CatalogueAccount();
    await company.run(`Create${word}`, { ...named, path: '/eng/', ...more });
    for (const policyName of ['b', 'A', 'c']) {
      const path = policyName === 'c' ? '/other/' : '/';
      await company.run('CreatePolicy', { policyName, path, policyDocument: allowing('a:B') });
    }
  });

  const policyArn = `${iam}:policy/b`;
  const attach = (arn: string) => company.run(`Attach${word}Policy`, { ...named, policyArn: arn });
  const put = (policyName: string, policyDocument: unknown = allowing('a:B')) =>
    company.run(`Put${word}Policy`, { ...named, policyName, policyDocument });

  it('are attached and detached on the holder’s ARN, with the policy as a condition key', async () => {
    for (const verb of ['Attach', 'Detach']) {
      const done = await company.run(`${verb}${word}Policy`, { ...named, policyArn });
      expect(done.target).toBe(target);
      expect(done.context).toEqual({ ...keys, 'iam:PolicyARN': policyArn });
      expect(done.events).toHaveLength(1);
      expect(done.answer).toEqual({});
    }
  });

  it('are attached once', async () => {
    await attach(policyArn);
    expect((await attach(policyArn)).events).toEqual([]);
  });

  it.each(['arn:aws:iam::aws:policy/b', `${iam}:policy/B`, `${iam}:policy/eng/b`])(
    'cannot be %s, which does not exist here',
    async (arn) => {
      const refusal = {
        code: 'no_such_entity',
        message: `Policy ${arn} does not exist or is not attachable.`,
      };
      await expect(attach(arn)).rejects.toMatchObject(refusal);
    },
  );

  it('are listed where they are attached, in pages and by path', async () => {
    for (const path of ['c', 'b', 'A']) await attach(`${iam}:policy/${path === 'c' ? 'other/c' : path}`);
    const list = (input: object) => company.run(`ListAttached${word}Policies`, { ...named, ...input });
    const first = await list({ maxItems: '2' });
    expect([first.target, first.context]).toEqual([target, keys]);
    expect(first.answer).toEqual({
      attachedPolicies: [
        { policyName: 'A', policyArn: `${iam}:policy/A` },
        { policyName: 'b', policyArn },
      ],
      nextPosition: 'b',
    });
    const rest = { attachedPolicies: [{ policyName: 'c', policyArn: `${iam}:policy/other/c` }] };
    expect((await list({ maxItems: '2', marker: 'b' })).answer).toEqual(rest);
    expect((await list({ pathPrefix: '/other' })).answer).toEqual(rest);
  });

  it('are put inline, answered as JSON with the name of the holder, and deleted', async () => {
    const done = [
      await put('p', JSON.stringify(allowing('a:B'), null, 2)),
      await company.run(`Get${word}Policy`, { ...named, policyName: 'p' }),
      await company.run(`Delete${word}Policy`, { ...named, policyName: 'p' }),
    ];
    for (const each of done) expect([each.target, each.context]).toEqual([target, keys]);
    expect(done.map(({ answer }) => answer)).toEqual([
      {},
      { ...named, policyName: 'p', policyDocument: allowing('a:B') },
      {},
    ]);
  });

  it('are listed by name where they are inline, in pages', async () => {
    for (const policyName of ['b', 'C', 'a']) await put(policyName);
    const list = (input: object) => company.run(`List${word}Policies`, { ...named, ...input });
    expect((await list({ maxItems: '2' })).answer).toEqual({ policyNames: ['a', 'b'], nextPosition: 'b' });
    expect((await list({ maxItems: '2', marker: 'b' })).answer).toEqual({ policyNames: ['C'] });
  });

  const unknown = Object.fromEntries(Object.keys(named).map((member) => [member, 'nobody']));

  it.each([
    [`Attach${word}Policy`, { policyArn }],
    [`Detach${word}Policy`, { policyArn }],
    [`ListAttached${word}Policies`, {}],
    [`Put${word}Policy`, { policyName: 'p', policyDocument: allowing('a:B') }],
    [`Get${word}Policy`, { policyName: 'p' }],
    [`List${word}Policies`, {}],
    [`Delete${word}Policy`, { policyName: 'p' }],
  ])('do not exist without their holder: %s', async (name, input) => {
    const refused = company.run(name, { ...unknown, ...input });
    await expect(refused).rejects.toMatchObject({
      code: 'no_such_entity',
      message: `The ${word.toLowerCase()} with name nobody cannot be found.`,
    });
    expect(company.targetOfLast).toBe(`${iam}:${word.toLowerCase()}/nobody`);
  });

  it('cannot be asked for inline where there is none of that name', async () => {
    const refused = company.run(`Get${word}Policy`, { ...named, policyName: 'p' });
    await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
  });

  it('are not asked for without a name, or with the name of another kind', async () => {
    for (const wrong of [{}, { holderName: 'X' }, { ...named, holderName: 'X' }]) {
      await expect(company.run(`List${word}Policies`, wrong)).rejects.toThrow(/Name/);
    }
  });
});
