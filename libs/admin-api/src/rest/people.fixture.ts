import { event } from '@grantlog/events';
import type { SigningCredentials } from './signed-request.fixture.js';
import { account, type Answer, type TestServer } from './server.fixture.js';

/** A user with an access key. */
export interface Person extends SigningCredentials {
  readonly userName: string;
  readonly userId: string;
  readonly userArn: string;
}

/** Makes a user with an access key, and an inline policy of these statements. */
export async function person(
  server: TestServer,
  userName: string,
  statements: readonly object[] = [],
): Promise<Person> {
  const created = await server.send('POST', '/v1/users', { body: { userName } });
  const { userId, arn: userArn } = member(created, 'user');
  const named = { userName, userId: String(userId), userArn: String(userArn) };
  if (statements.length > 0) {
    const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    await server.record(event('InlinePolicyPutOnUser', { ...named, policyName: 'own', policyDocument }));
  }
  const key = await server.send('POST', `/v1/users/${userName}/access-keys`);
  const { accessKeyId, secretAccessKey } = member(key, 'accessKey');
  return { ...named, accessKeyId: String(accessKeyId), secretAccessKey: String(secretAccessKey) };
}

/** Makes a role that trusts the principal with this ARN, pinned to this unique id. */
export async function role(
  server: TestServer,
  roleName: string,
  trusted: { readonly arn: string; readonly id: string },
  statements: readonly object[] = [],
): Promise<string> {
  const roleArn = `arn:aws:iam::${account}:role/ops/${roleName}`;
  const named = { roleName, roleId: `AROA${roleName.toUpperCase().padEnd(17, 'A')}`, roleArn };
  const trust = { Effect: 'Allow', Principal: { AWS: trusted.arn }, Action: 'sts:AssumeRole' };
  const version = { Version: '2012-10-17' };
  await server.record(
    event('RoleCreated', {
      ...named,
      path: '/ops/',
      maxSessionDuration: 3_600,
      policyDocument: JSON.stringify({ ...version, Statement: [trust] }),
      trustedPrincipals: [trusted],
    }),
    event('InlinePolicyPutOnRole', {
      ...named,
      policyName: 'own',
      policyDocument: JSON.stringify({ ...version, Statement: statements }),
    }),
  );
  return roleArn;
}

/** Temporary credentials as an answer holds them. */
export function credentialsOf(answer: Answer): Required<SigningCredentials> {
  const { accessKeyId, secretAccessKey, sessionToken } = member(answer, 'credentials');
  return {
    accessKeyId: String(accessKeyId),
    secretAccessKey: String(secretAccessKey),
    sessionToken: String(sessionToken),
  };
}

/** An object that an answer holds; an answer without it fails the test with its text. */
export function member(answer: Answer, name: string): Readonly<Record<string, unknown>> {
  const value = answer.json[name];
  if (typeof value === 'object' && value !== null) return { ...value };
  throw new Error(`the answer has no \`${name}\`: ${answer.status} ${answer.text}`);
}
