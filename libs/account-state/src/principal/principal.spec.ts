import type { DocumentOf, EntityDocument, EntityKind } from '../entity-document.js';
import { nameKey, references } from '../entity-document.js';
import type { UserDocument } from '../user/user.document.js';
import { identityPolicies, InconsistentAccountError } from './identity-policies.js';
import { livePrincipal } from './live-principal.js';

const named = {
  path: '/',
  createDate: '2026-03-01T09:00:00.000Z',
  tags: [],
  attachedPolicies: [],
  inlinePolicies: [],
};
const policy = (id: string, defaultVersionId = 'v2'): DocumentOf<'policy'> => ({
  ...named,
  kind: 'policy',
  id,
  name: id,
  arn: `arn:aws:iam::111122223333:policy/${id}`,
  updateDate: named.createDate,
  versions: [
    { id: 'v1', document: 'old', createDate: named.createDate },
    { id: 'v2', document: 'new', createDate: named.createDate },
  ],
  defaultVersionId,
  nextVersion: 3,
});
const group: DocumentOf<'group'> = {
  ...named,
  kind: 'group',
  id: 'AGPA1',
  name: 'g',
  arn: 'arn:group',
  attachedPolicies: ['ANPA1'],
};
const ada: UserDocument = {
  ...named,
  kind: 'user',
  id: 'AIDA1',
  name: 'ada',
  arn: 'arn:ada',
  groups: ['AGPA1'],
  attachedPolicies: ['ANPA2'],
  inlinePolicies: [{ name: 'own', document: 'inline' }],
  accessKeys: [
    { id: 'AKIA1', status: 'Active', createDate: named.createDate },
    { id: 'AKIA2', status: 'Inactive', createDate: named.createDate },
  ],
};
const role: DocumentOf<'role'> = {
  ...named,
  kind: 'role',
  id: 'AROA1',
  name: 'r',
  arn: 'arn:role',
  maxSessionDuration: 3600,
  trustPolicy: { document: '{}', principals: [] },
};
const everything: readonly EntityDocument[] = [policy('ANPA1'), policy('ANPA2', 'v1'), group, ada, role];

function lookupIn(documents: readonly EntityDocument[]) {
  return <K extends EntityKind>(kind: K, id: string) =>
    documents.find((each) => each.kind === kind && each.id === id) as DocumentOf<K> | undefined;
}

describe('identity policies', () => {
  it('of a user are its inline and attached ones and those of its groups, managed ones at their default version', () => {
    const applied = identityPolicies(ada, lookupIn(everything));
    expect(
      applied.map(({ policy: name, version, attachedTo, document }) => [name, version, attachedTo, document]),
    ).toEqual([
      ['own', '', 'arn:ada', 'inline'],
      ['arn:aws:iam::111122223333:policy/ANPA2', 'v1', 'arn:ada', 'old'],
      ['arn:aws:iam::111122223333:policy/ANPA1', 'v2', 'arn:group', 'new'],
    ]);
  });

  it('share one holder between everybody who has the same version', () => {
    const lookup = lookupIn(everything);
    const [, , viaGroup] = identityPolicies(ada, lookup);
    const [, , again] = identityPolicies({ ...ada }, lookup);
    expect(viaGroup?.holder).toBe(again?.holder);
  });

  it.each([
    ['a group', everything.filter(({ kind }) => kind !== 'group')],
    ['a policy', everything.filter(({ id }) => id !== 'ANPA1')],
    ['a default version', [...everything.filter(({ id }) => id !== 'ANPA1'), policy('ANPA1', 'v9')]],
  ])('are an error, never a shorter list, when %s is missing', (_, documents) => {
    expect(() => identityPolicies(ada, lookupIn(documents))).toThrow(InconsistentAccountError);
  });
});

describe('a live principal', () => {
  const lookup = lookupIn(everything);
  it.each([
    ['a user with an active key', { kind: 'user', account: '1', id: 'AIDA1', credentialId: 'AKIA1' }, ada],
    ['a user asked about by ARN', { kind: 'user', account: '1', id: 'AIDA1' }, ada],
    ['a role session', { kind: 'role', account: '1', id: 'AROA1', sessionName: 's' }, role],
    [
      'a user with an inactive key',
      { kind: 'user', account: '1', id: 'AIDA1', credentialId: 'AKIA2' },
      undefined,
    ],
    [
      'a user with a deleted key',
      { kind: 'user', account: '1', id: 'AIDA1', credentialId: 'AKIA3' },
      undefined,
    ],
    ['a deleted user', { kind: 'user', account: '1', id: 'AIDA2', credentialId: 'AKIA1' }, undefined],
    ['a deleted role', { kind: 'role', account: '1', id: 'AROA2', sessionName: 's' }, undefined],
    ['a root whose account is unknown', { kind: 'root', account: '1' }, undefined],
  ] as const)('%s', (_, reference, document) => {
    expect(livePrincipal(reference, lookup)).toBe(document);
  });
});

describe('documents', () => {
  it('name the entities they refer to', () => {
    expect(everything.map((each) => references(each))).toEqual([[], [], ['ANPA1'], ['AGPA1', 'ANPA2'], []]);
  });

  it('compare names ignoring case', () => {
    expect(nameKey('Ada.Lovelace')).toBe(nameKey('ADA.lovelace'));
  });
});
