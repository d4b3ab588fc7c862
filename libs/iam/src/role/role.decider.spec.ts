import { event } from '@grantlog/events';
import {
  allowing,
  policy,
  PolicyCreated,
  role,
  RoleCreated,
  scope,
  trusting,
  user,
  UserCreated,
} from '../facts.fixture.js';
import { type GivenAccount, specification } from '../given-when-then.fixture.js';
import type { CreateRole, RoleCommand, UpdateAssumeRolePolicy } from './role.commands.js';
import { decideRole, type RoleState } from './role.decider.js';
import { principalsToResolve } from './trust.js';

const given = specification<RoleCommand, RoleState>({
  decide: decideRole,
  load: (command, account) => ({
    role: account.byName('role', command.roleName),
    trusted: trusted(command, account),
    account: account.facts(),
  }),
});

function trusted(command: RoleCommand, account: GivenAccount): RoleState['trusted'] {
  if (command.type === 'DeleteRole' || command.type === 'UpdateRole') return [];
  const document = command.type === 'CreateRole' ? command.assumeRolePolicyDocument : command.policyDocument;
  const found = principalsToResolve(document).flatMap((arn) =>
    (['user', 'role'] as const).map((kind) => account.byName(kind, arn.split('/').at(-1) ?? '')),
  );
  return found.filter((each) => each !== undefined);
}

const createRole = (more: Partial<CreateRole> = {}): CreateRole => ({
  type: 'CreateRole',
  scope,
  roleId: role('Deploy').roleId,
  roleName: 'Deploy',
  path: '/',
  assumeRolePolicyDocument: trusting(scope.account),
  maxSessionDuration: 3_600,
  tags: [],
  ...more,
});

const replaceTrust = (policyDocument: string): UpdateAssumeRolePolicy => ({
  type: 'UpdateAssumeRolePolicy',
  scope,
  roleName: 'Deploy',
  policyDocument,
});

const deleteRole = { type: 'DeleteRole', roleName: 'Deploy' } as const;
const ada = user('ada').userArn;

describe('updating a role', () => {
  const updateRole = { type: 'UpdateRole', roleName: 'deploy' } as const;
  const described = event('RoleDescriptionChanged', { ...role('Deploy'), description: 'ships' });
  const limited = event('RoleSessionLimitChanged', { ...role('Deploy'), maxSessionDuration: 7_200 });

  it('records each thing that changes, and only that', () => {
    given(RoleCreated('Deploy'))
      .when({ ...updateRole, description: 'ships' })
      .then(described);
    given(RoleCreated('Deploy'))
      .when({ ...updateRole, maxSessionDuration: 7_200 })
      .then(limited);
    given(RoleCreated('Deploy'))
      .when({ ...updateRole, description: 'ships', maxSessionDuration: 7_200 })
      .then(described, limited);
  });

  it('changes nothing that is already so, or that is not named', () => {
    given(RoleCreated('Deploy'), described, limited)
      .when({ ...updateRole, description: 'ships', maxSessionDuration: 7_200 })
      .then();
    given(RoleCreated('Deploy')).when(updateRole).then();
    given(RoleCreated('Deploy'))
      .when({ ...updateRole, description: '' })
      .then();
  });

  it('is refused for a role that does not exist', () => {
    given()
      .when({ ...updateRole, description: 'ships' })
      .thenRejected('no_such_entity');
  });
});

describe('creating a role', () => {
  it('records who may assume it and for how long', () => {
    const more = {
      description: 'deploys',
      maxSessionDuration: 7_200,
      tags: [{ key: 'team', value: 'blue' }],
    };
    given().when(createRole(more)).then(RoleCreated('Deploy', more));
  });

  it('refuses a name that is taken in another case', () => {
    given(RoleCreated('DEPLOY'))
      .when(createRole())
      .thenRejected('entity_already_exists', 'Role with name Deploy already exists.');
  });

  it('stops at the quota of the account', () => {
    given(RoleCreated('Other'))
      .withQuotas({ RolesPerAccount: 1 })
      .when(createRole())
      .thenRejected('limit_exceeded', 'Cannot exceed quota for RolesPerAccount: 1');
  });

  it('points at what is wrong in its document', () => {
    const assumeRolePolicyDocument = trusting(scope.account).replace('Allow', 'Perhaps');
    const { errors } = given()
      .when(createRole({ assumeRolePolicyDocument }))
      .thenRejected('malformed_policy_document', 'Syntax errors in policy.');
    expect(errors).toMatchObject([{ pointer: '/assumeRolePolicyDocument/Statement/0/Effect', line: 1 }]);
  });

  it('refuses a document that names a resource', () => {
    const assumeRolePolicyDocument = trusting(scope.account).replace('"Action"', '"Resource":"*","Action"');
    given()
      .when(createRole({ assumeRolePolicyDocument }))
      .thenRejected('malformed_policy_document', 'Has prohibited field Resource.');
  });

  it('counts the characters of its document without white space', () => {
    const document = trusting(scope.account);
    const assumeRolePolicyDocument = JSON.stringify(JSON.parse(document), null, 8);
    given()
      .withQuotas({ ACLSizePerRole: document.length })
      .when(createRole({ assumeRolePolicyDocument }))
      .then(RoleCreated('Deploy', { policyDocument: assumeRolePolicyDocument }));
    given()
      .withQuotas({ ACLSizePerRole: document.length - 1 })
      .when(createRole({ assumeRolePolicyDocument }))
      .thenRejected('limit_exceeded', `Cannot exceed quota for ACLSizePerRole: ${document.length - 1}`);
  });
});

describe('a trust policy', () => {
  it('is kept with the unique ids of the users and roles that it names', () => {
    const policyDocument = trusting(ada);
    given(UserCreated('ada'))
      .when(createRole({ assumeRolePolicyDocument: policyDocument }))
      .then(RoleCreated('Deploy', { policyDocument, trustedPrincipals: [{ arn: ada, id: 'AIDAADA' }] }));
  });

  it('may name a role, also itself once it exists', () => {
    const { roleArn: arn, roleId: id } = role('Deploy');
    const replaced = { policyDocument: trusting(arn), trustedPrincipals: [{ arn, id }] };
    given(RoleCreated('Deploy'))
      .when(replaceTrust(trusting(arn)))
      .then(event('RoleTrustPolicyReplaced', { ...role('Deploy'), ...replaced }));
  });

  it.each([
    ['a user who does not exist', ada],
    ['the same name in another case', ada.replace('ada', 'Bob')],
    ['the same name at another path', ada.replace('user/', 'user/eng/')],
    ['another partition', ada.replace('aws', 'aws-cn')],
  ])('cannot name %s', (_, arn) => {
    given(UserCreated('bob'), UserCreated('eve'))
      .when(createRole({ assumeRolePolicyDocument: trusting(arn) }))
      .thenRejected('malformed_policy_document', `Invalid principal in policy: "AWS":"${arn}"`);
  });

  it('cannot name a user of another account yet, but the account', () => {
    const foreign = ada.replace(scope.account, '210987654321');
    given()
      .when(createRole({ assumeRolePolicyDocument: trusting(foreign) }))
      .thenRejected('not_supported', /name that account instead$/);
    const policyDocument = trusting('210987654321');
    given()
      .when(createRole({ assumeRolePolicyDocument: policyDocument }))
      .then(RoleCreated('Deploy', { policyDocument }));
  });

  it('stays as it is when the same document is written again', () => {
    given(RoleCreated('Deploy'))
      .when(replaceTrust(trusting(scope.account)))
      .then();
  });

  it('trusts a recreated user again only when it is written again', () => {
    const policyDocument = trusting(ada);
    const before = { policyDocument, trustedPrincipals: [{ arn: ada, id: 'AIDAOLD' }] };
    const after = { policyDocument, trustedPrincipals: [{ arn: ada, id: 'AIDAADA' }] };
    given(UserCreated('ada'), RoleCreated('Deploy', before))
      .when(replaceTrust(policyDocument))
      .then(event('RoleTrustPolicyReplaced', { ...role('Deploy'), ...after }));
  });

  it('names a bounded number of users and roles', () => {
    const arns = Array.from({ length: 257 }, (_, index) => `${ada}${index}`);
    const document = trusting('*').replace('"*"', JSON.stringify(arns));
    expect(principalsToResolve(document)).toHaveLength(256);
    given()
      .withQuotas({ ACLSizePerRole: 100_000 })
      .when(createRole({ assumeRolePolicyDocument: document }))
      .thenRejected('limit_exceeded', 'names 257 users and roles');
  });

  it('belongs to a role', () => {
    given().when(replaceTrust('{}')).thenRejected('no_such_entity', 'The role with name Deploy');
  });

  it('names nobody to look up when it cannot be read', () => {
    expect(principalsToResolve('{')).toEqual([]);
  });
});

describe('deleting a role', () => {
  it('records which', () => {
    given(RoleCreated('Deploy'))
      .when(deleteRole)
      .then(event('RoleDeleted', role('Deploy')));
  });

  it('refuses a role that is not there', () => {
    given().when(deleteRole).thenRejected('no_such_entity', 'The role with name Deploy cannot be found.');
  });

  const attached = event('PolicyAttachedToRole', { ...role('Deploy'), ...policy('P') });
  const inline = { ...role('Deploy'), policyName: 'p', policyDocument: allowing('a:B') };

  it.each([
    ['an attached policy', [PolicyCreated('P'), attached], 'detach all policies'],
    ['an inline policy', [event('InlinePolicyPutOnRole', inline)], 'delete policies'],
  ] as const)('waits until %s is gone', (_, facts, first) => {
    given(RoleCreated('Deploy'), ...facts)
      .when(deleteRole)
      .thenRejected('delete_conflict', `Cannot delete entity, must ${first} first.`);
  });
});
