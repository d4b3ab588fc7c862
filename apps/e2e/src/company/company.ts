import { readFileSync } from 'node:fs';
import type { RestClient, SigningKey } from '../clients/rest-client.js';

/** The account of every test. */
export const account = '123456789012';

/** The ARN of an IAM entity of the account. */
export function arn(resource: string): string {
  return `arn:aws:iam::${account}:${resource}`;
}

/** One of AWS's own policy documents, as text and unchanged. */
export function awsDocument(name: string): string {
  return readFileSync(new URL(`./aws-documents/${name}.json`, import.meta.url), 'utf8');
}

/** A path segment that holds an ARN. */
export function segment(text: string): string {
  return encodeURIComponent(text);
}

/** Makes a new access key for a user. */
export async function accessKeyFor(admin: RestClient, userName: string): Promise<SigningKey> {
  const { accessKey } = await admin.expect('POST', `/users/${userName}/access-keys`);
  return accessKey as SigningKey;
}

/** Assumes a role as a caller and returns the temporary credentials. */
export async function assumeRole(
  caller: RestClient,
  roleName: string,
  roleSessionName: string,
): Promise<Required<SigningKey>> {
  const body = { roleArn: arn(`role/${roleName}`), roleSessionName };
  const { credentials } = await caller.expect('POST', '/sts/assume-role', body);
  return credentials as Required<SigningKey>;
}

/**
 * Sets up a small company in the order of the AWS IAM primer: policies, groups, users, and roles for temporary access.
 * `Gateway` is the role of the service that asks for decisions.
 */
export async function setUpCompany(root: RestClient): Promise<void> {
  await createPolicy(root, 'AdministratorAccess', awsDocument('administrator-access'));
  await createPolicy(root, 'ReadOnlyS3', awsDocument('s3-read-only-access'));
  await createPolicy(root, 'OwnInstances', awsDocument('ec2-tag-owner'));
  await createPolicy(root, 'OfficeOnly', awsDocument('deny-source-ip'));
  await createGroup(root, 'Admins', ['AdministratorAccess']);
  await createGroup(root, 'Developers', ['ReadOnlyS3', 'OwnInstances']);
  await createUser(root, 'ada', 'Admins');
  await createUser(root, 'dev', 'Developers');
  await createUser(root, 'gateway');
  await createRole(root, 'Gateway', `user/gateway`);
  await inlineOnRole(root, 'Gateway', 'decide', ['grantlog:Authorize', 'grantlog:Explain']);
  await createRole(root, 'Deployer', 'user/dev');
  await inlineOnRole(root, 'Deployer', 'deploy', ['deploy:*']);
}

async function createPolicy(root: RestClient, policyName: string, policyDocument: string): Promise<void> {
  await root.expect('POST', '/policies', { policyName, policyDocument });
}

async function createGroup(root: RestClient, groupName: string, policies: readonly string[]): Promise<void> {
  await root.expect('POST', '/groups', { groupName });
  for (const policy of policies) {
    await root.expect('PUT', `/groups/${groupName}/attached-policies/${segment(arn(`policy/${policy}`))}`);
  }
}

async function createUser(root: RestClient, userName: string, groupName?: string): Promise<void> {
  await root.expect('POST', '/users', { userName });
  if (groupName !== undefined) await root.expect('PUT', `/groups/${groupName}/members/${userName}`);
}

async function createRole(root: RestClient, roleName: string, trusted: string): Promise<void> {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: arn(trusted) }, Action: 'sts:AssumeRole' }];
  const assumeRolePolicyDocument = { Version: '2012-10-17', Statement };
  await root.expect('POST', '/roles', { roleName, assumeRolePolicyDocument });
}

async function inlineOnRole(
  root: RestClient,
  roleName: string,
  policyName: string,
  actions: readonly string[],
): Promise<void> {
  const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const policyDocument = { Version: '2012-10-17', Statement };
  await root.expect('PUT', `/roles/${roleName}/policies/${policyName}`, { policyDocument });
}
