import type { PrincipalDescriptor } from '@grantlog/policy';
import type { DocumentJson, LayersJson, PrincipalJson, RequestJson } from '@grantlog/testing';
import { abroad, home, principals, verdict } from '@grantlog/testing';
import { respondents } from '../respondents.fixture.js';

const allows: DocumentJson = { Statement: [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }] };
const allowsOther: DocumentJson = { Statement: [{ Effect: 'Allow', Action: ['ec2:*'], Resource: ['*'] }] };
const denies: DocumentJson = { Statement: [{ Effect: 'Deny', Action: ['s3:Put*'], Resource: ['*'] }] };

/** What a layer can be: not there, without the Allow, with it, or with a Deny of one of the two actions. */
const documents = [undefined, allowsOther, allows, { Statement: [...allows.Statement, ...denies.Statement] }];

const requests: readonly RequestJson[] = ['s3:GetObject', 's3:PutObject'].map((action) => ({
  action,
  resource: 'arn:aws:s3:::b/k',
  context: {},
}));

/** Every way to name the principal, and somebody else. */
function namings(principal: PrincipalDescriptor): readonly (PrincipalJson | undefined)[] {
  const { userArn, roleArn, ...own } = { userArn: undefined, roleArn: undefined, ...principal };
  const arns = ['arn' in own ? own.arn : undefined, userArn, roleArn].filter((arn) => arn !== undefined);
  const names = [...arns, home, 'arn:aws:iam::111111111111:user/other'];
  return [undefined, '*', ...names.map((name) => ({ AWS: [name] }))];
}

function* layersOf(principal: PrincipalDescriptor): Generator<LayersJson> {
  for (const naming of namings(principal))
    for (const account of [home, abroad])
      // Nothing can be attached to root.
      for (const identity of principal.kind === 'root' ? [undefined] : documents)
        for (const boundary of documents)
          for (const session of documents)
            for (const level of documents)
              yield {
                identity: identity === undefined ? [] : [identity],
                ...(boundary && { boundary }),
                ...(session && { session: [session] }),
                ...(level && { guardrails: [[allows], [level]] }),
                resource: { document: named(naming), account },
              };
}

/** A resource policy that allows the action to somebody; without one, a policy that is about nothing. */
function named(naming: PrincipalJson | undefined): DocumentJson {
  const [statement] = naming === undefined ? allowsOther.Statement : allows.Statement;
  return { Statement: statement === undefined ? [] : [{ ...statement, Principal: naming ?? '*' }] };
}

describe('every combination of layers', () => {
  it.each([
    ['a user', principals.user],
    ['a role session', principals.session],
    ['a federated user', principals.federatedUser],
    ['root', principals.root],
  ] as const)('for %s is decided as the oracle decides it', (_title, principal) => {
    const dissents: unknown[] = [];
    const outcomes = new Set<string>();
    for (const layers of layersOf(principal)) {
      for (const request of requests) {
        const found = verdict({ principal, layers, request }, respondents);
        outcomes.add(found?.expected.decision ?? 'none');
        if (found === undefined || found.dissent !== undefined) dissents.push({ ...found, layers, request });
      }
    }

    expect(dissents.slice(0, 1)).toEqual([]);
    expect([...outcomes].sort()).toEqual(['Allow', 'ExplicitDeny', 'ImplicitDeny']);
  });
});
