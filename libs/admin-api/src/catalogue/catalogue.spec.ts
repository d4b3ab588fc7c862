import { z } from 'zod';
import { inputSchema } from '../rest/input-schema.js';
import { operations } from './catalogue.js';

const members = (input: z.ZodType) =>
  Object.keys(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }).properties ?? {});

describe('the catalogue', () => {
  it('has the operations of the public contract', () => {
    const table = operations.map(({ service, name, method, path }) => `${service}:${name} ${method} ${path}`);
    expect(table).toMatchInlineSnapshot(`
     [
       "iam:CreateUser POST /users",
       "iam:GetUser GET /users/{userName}",
       "iam:GetUser GET /user",
       "iam:ListUsers GET /users",
       "iam:DeleteUser DELETE /users/{userName}",
       "iam:CreateGroup POST /groups",
       "iam:GetGroup GET /groups/{groupName}",
       "iam:ListGroups GET /groups",
       "iam:DeleteGroup DELETE /groups/{groupName}",
       "iam:AddUserToGroup PUT /groups/{groupName}/members/{userName}",
       "iam:RemoveUserFromGroup DELETE /groups/{groupName}/members/{userName}",
       "iam:ListGroupsForUser GET /users/{userName}/groups",
       "iam:CreateRole POST /roles",
       "iam:GetRole GET /roles/{roleName}",
       "iam:ListRoles GET /roles",
       "iam:UpdateRole PATCH /roles/{roleName}",
       "iam:DeleteRole DELETE /roles/{roleName}",
       "iam:UpdateAssumeRolePolicy PUT /roles/{roleName}/trust-policy",
       "iam:CreatePolicy POST /policies",
       "iam:GetPolicy GET /policies/{policyArn}",
       "iam:ListPolicies GET /policies",
       "iam:DeletePolicy DELETE /policies/{policyArn}",
       "iam:CreatePolicyVersion POST /policies/{policyArn}/versions",
       "iam:GetPolicyVersion GET /policies/{policyArn}/versions/{versionId}",
       "iam:ListPolicyVersions GET /policies/{policyArn}/versions",
       "iam:DeletePolicyVersion DELETE /policies/{policyArn}/versions/{versionId}",
       "iam:SetDefaultPolicyVersion PUT /policies/{policyArn}/default-version",
       "iam:AttachUserPolicy PUT /users/{userName}/attached-policies/{policyArn}",
       "iam:DetachUserPolicy DELETE /users/{userName}/attached-policies/{policyArn}",
       "iam:ListAttachedUserPolicies GET /users/{userName}/attached-policies",
       "iam:AttachGroupPolicy PUT /groups/{groupName}/attached-policies/{policyArn}",
       "iam:DetachGroupPolicy DELETE /groups/{groupName}/attached-policies/{policyArn}",
       "iam:ListAttachedGroupPolicies GET /groups/{groupName}/attached-policies",
       "iam:AttachRolePolicy PUT /roles/{roleName}/attached-policies/{policyArn}",
       "iam:DetachRolePolicy DELETE /roles/{roleName}/attached-policies/{policyArn}",
       "iam:ListAttachedRolePolicies GET /roles/{roleName}/attached-policies",
       "iam:PutUserPolicy PUT /users/{userName}/policies/{policyName}",
       "iam:GetUserPolicy GET /users/{userName}/policies/{policyName}",
       "iam:ListUserPolicies GET /users/{userName}/policies",
       "iam:DeleteUserPolicy DELETE /users/{userName}/policies/{policyName}",
       "iam:PutGroupPolicy PUT /groups/{groupName}/policies/{policyName}",
       "iam:GetGroupPolicy GET /groups/{groupName}/policies/{policyName}",
       "iam:ListGroupPolicies GET /groups/{groupName}/policies",
       "iam:DeleteGroupPolicy DELETE /groups/{groupName}/policies/{policyName}",
       "iam:PutRolePolicy PUT /roles/{roleName}/policies/{policyName}",
       "iam:GetRolePolicy GET /roles/{roleName}/policies/{policyName}",
       "iam:ListRolePolicies GET /roles/{roleName}/policies",
       "iam:DeleteRolePolicy DELETE /roles/{roleName}/policies/{policyName}",
       "iam:CreateAccessKey POST /users/{userName}/access-keys",
       "iam:ListAccessKeys GET /users/{userName}/access-keys",
       "iam:UpdateAccessKey PATCH /users/{userName}/access-keys/{accessKeyId}",
       "iam:DeleteAccessKey DELETE /users/{userName}/access-keys/{accessKeyId}",
       "sts:AssumeRole POST /sts/assume-role",
       "sts:GetSessionToken POST /sts/session-token",
       "sts:GetCallerIdentity GET /sts/caller-identity",
       "grantlog:GetAccount GET /account",
       "grantlog:ListEvents GET /events",
       "grantlog:GetEvent GET /events/{revision}",
     ]
    `);
  });

  it('has one operation for each method and path, whatever its parameters are called', () => {
    const places = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('has one row for each name, except for GetUser, which has two addresses', () => {
    const names = operations.map(({ name }) => name);
    const repeated = names.filter((name, index) => names.indexOf(name) !== index);
    expect(repeated).toEqual(['GetUser']);
  });

  it.each(operations)('$method $path of $name', (operation) => {
    const { kind, method, path, name, input } = operation;
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(members(input)).toEqual(expect.arrayContaining(parameters));
    expect(operation.check !== undefined).toBe(inputSchema(operation).documents.size > 0);
    expect(kind).toBe(method === 'GET' ? 'query' : 'command');
    expect(name.startsWith('Get') || name.startsWith('List')).toBe(
      kind === 'query' || name === 'GetSessionToken',
    );
    if (operation.kind === 'command') {
      expect(operation.status).toBe(name.startsWith('Create') ? 201 : 200);
      expect(operation.status === 200 || method === 'POST').toBe(true);
      expect(operation.status === 200 || operation.answer !== undefined).toBe(true);
    } else {
      const isPaged = members(input).includes('marker') && members(input).includes('maxItems');
      expect(operation.paged === true).toBe(isPaged);
      expect(isPaged || name === 'ListEvents' || !name.startsWith('List')).toBe(true);
    }
  });
});

describe('what every list takes', () => {
  const lists = operations.filter((operation) => operation.kind === 'query' && operation.paged === true);
  const required = {
    userName: 'ada',
    groupName: 'Admins',
    roleName: 'Deploy',
    policyArn: 'arn:aws:iam::123456789012:policy/Read',
  };
  const inputFor = ({ path }: { path: string }, more: object) => ({
    ...Object.fromEntries(Object.entries(required).filter(([member]) => path.includes(`{${member}}`))),
    ...more,
  });

  it.each(lists)('$name: 100 items where nothing is said', (list) => {
    expect(list.input.parse(inputFor(list, {}))).toMatchObject({ maxItems: 100 });
    expect(list.input.parse(inputFor(list, { maxItems: '1000' }))).toMatchObject({ maxItems: 1_000 });
  });

  it.each(['0', '1001', '-1', '1.5', '1e3', ' 1', '01', '', 'ten'])('not %j items', (maxItems) => {
    for (const list of lists) {
      expect(list.input.safeParse(inputFor(list, { maxItems })).success).toBe(false);
    }
  });

  it('knows no other member', () => {
    for (const list of lists) {
      expect(list.input.safeParse(inputFor(list, { pageSize: '1' })).success).toBe(false);
    }
  });
});
