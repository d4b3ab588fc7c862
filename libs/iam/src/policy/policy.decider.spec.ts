import { event } from '@grantlog/events';
import {
  allowing,
  policy,
  PolicyAttachedToUser,
  PolicyCreated,
  PolicyVersionCreated,
  scope,
  UserCreated,
} from '../facts.fixture.js';
import { specification } from '../given-when-then.fixture.js';
import type { CreatePolicy, PolicyCommand } from './policy.commands.js';
import { decidePolicy, type PolicyState } from './policy.decider.js';

const given = specification<PolicyCommand, PolicyState>({
  decide: decidePolicy,
  load: (command, account) => {
    const name = command.type === 'CreatePolicy' ? command.policyName : command.policyArn.split('/').at(-1);
    const found = account.byName('policy', name ?? '');
    return { policy: found, attachmentCount: account.referrerCount(found), account: account.facts() };
  },
});

const { policyArn } = policy('Read');
const createPolicy = (more: Partial<CreatePolicy> = {}): CreatePolicy => ({
  type: 'CreatePolicy',
  scope,
  policyId: policy('Read').policyId,
  policyName: 'Read',
  path: '/',
  policyDocument: allowing('a:B'),
  tags: [],
  ...more,
});
const deletePolicy = { type: 'DeletePolicy', policyArn } as const;
const createVersion = (setAsDefault: boolean, policyDocument = allowing('a:v2')) =>
  ({ type: 'CreatePolicyVersion', policyArn, policyDocument, setAsDefault }) as const;
const deleteVersion = (versionId: string) => ({ type: 'DeletePolicyVersion', policyArn, versionId }) as const;
const setDefault = (versionId: string) =>
  ({ type: 'SetDefaultPolicyVersion', policyArn, versionId }) as const;

describe('creating a managed policy', () => {
  it('records its first version', () => {
    const more = { description: 'reads', tags: [{ key: 'team', value: 'blue' }] };
    given().when(createPolicy(more)).then(PolicyCreated('Read', more));
  });

  it('refuses a name that is taken, at whatever path', () => {
    given(PolicyCreated('read', { path: '/eng/' }))
      .when(createPolicy())
      .thenRejected('entity_already_exists', 'A policy called Read already exists.');
  });

  it('stops at the quota of the account', () => {
    given(PolicyCreated('Other'))
      .withQuotas({ PoliciesPerAccount: 1 })
      .when(createPolicy())
      .thenRejected('limit_exceeded', 'Cannot exceed quota for PoliciesPerAccount: 1');
  });

  it('says all that is wrong with its document, and where', () => {
    const policyDocument = '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Allow" }]\n}';
    const { errors, message } = given()
      .when(createPolicy({ policyDocument }))
      .thenRejected('malformed_policy_document');
    expect(message).toMatch(/^Policy statement must contain actions\. Line 3, column 17: /);
    expect(errors).toMatchObject([{ pointer: '/policyDocument/Statement/0' }, { line: 3 }]);
  });

  it('refuses a document that is no JSON', () => {
    given()
      .when(createPolicy({ policyDocument: '{' }))
      .thenRejected('malformed_policy_document', 'Syntax errors in policy.');
  });
});

describe('deleting a managed policy', () => {
  it('records which', () => {
    given(PolicyCreated('Read'))
      .when(deletePolicy)
      .then(event('PolicyDeleted', policy('Read')));
  });

  it('refuses a policy that is not there', () => {
    given().when(deletePolicy).thenRejected('no_such_entity', `Policy ${policyArn} was not found.`);
  });

  it('waits until it is detached everywhere', () => {
    given(PolicyCreated('Read'), UserCreated('ada'), PolicyAttachedToUser('ada', 'Read'))
      .when(deletePolicy)
      .thenRejected('delete_conflict', 'Cannot delete a policy attached to entities.');
  });

  it('waits until only the default version is left', () => {
    given(PolicyCreated('Read'), PolicyVersionCreated('Read', 'v2'))
      .when(deletePolicy)
      .thenRejected('delete_conflict', 'This policy has more than one version.');
  });
});

describe('the versions of a managed policy', () => {
  const two = [PolicyCreated('Read'), PolicyVersionCreated('Read', 'v2')];
  const secondDeleted = event('PolicyVersionDeleted', { ...policy('Read'), versionId: 'v2' });

  it.each([true, false])('gain a new one; as the default: %s', (isDefault) => {
    given(PolicyCreated('Read'))
      .when(createVersion(isDefault))
      .then(PolicyVersionCreated('Read', 'v2', isDefault));
  });

  it('never use an id twice', () => {
    given(...two, secondDeleted)
      .when(createVersion(false, allowing('a:v3')))
      .then(PolicyVersionCreated('Read', 'v3'));
  });

  it('stop at their quota', () => {
    given(...two)
      .withQuotas({ VersionsPerPolicy: 2 })
      .when(createVersion(false))
      .thenRejected('limit_exceeded', 'A managed policy can have up to 2 versions.');
  });

  it('are as large as the quota allows, not counting white space', () => {
    const document = allowing('a:B');
    const spread = JSON.stringify(JSON.parse(document), null, 4);
    given(PolicyCreated('Read'))
      .withQuotas({ PolicySize: document.length })
      .when(createVersion(false, spread))
      .then(
        event('PolicyVersionCreated', { ...PolicyVersionCreated('Read', 'v2').data, policyDocument: spread }),
      );
    given(PolicyCreated('Read'))
      .withQuotas({ PolicySize: document.length - 1 })
      .when(createVersion(false, spread))
      .thenRejected('limit_exceeded', `Cannot exceed quota for PolicySize: ${document.length - 1}`);
  });

  it('lose one that is not the default', () => {
    given(...two)
      .when(deleteVersion('v2'))
      .then(secondDeleted);
  });

  it('do not lose the default one', () => {
    given(...two)
      .when(deleteVersion('v1'))
      .thenRejected('delete_conflict', 'Cannot delete the default version of a policy.');
  });

  it('get another default', () => {
    const changed = { ...policy('Read'), versionId: 'v2', previousVersionId: 'v1' };
    given(...two)
      .when(setDefault('v2'))
      .then(event('PolicyDefaultVersionChanged', changed));
  });

  it('keep their default when it is the one that is asked for', () => {
    given(...two)
      .when(setDefault('v1'))
      .then();
  });

  it.each([deleteVersion('v9'), setDefault('v9')])('do not have every number: $type', (command) => {
    given(...two)
      .when(command)
      .thenRejected('no_such_entity', `Policy ${policyArn} version v9 does not exist`);
  });

  it.each([createVersion(false), deleteVersion('v1'), setDefault('v1')])(
    'belong to a policy: $type',
    (command) => {
      given().when(command).thenRejected('no_such_entity', `Policy ${policyArn} was not found.`);
    },
  );
});
