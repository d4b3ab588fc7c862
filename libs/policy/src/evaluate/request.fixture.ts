import { compilePolicy } from '../compile/compile-policy.js';
import { parsePolicy } from '../document/parse-policy.js';
import type { Policy, PolicyType } from '../document/policy.js';
import type { AppliedPolicy, AppliedResourcePolicy, AppliedTrustPolicy } from './policy-layers.js';
import type {
  FederatedUserPrincipal,
  PrincipalDescriptor,
  RoleSessionPrincipal,
  RootPrincipal,
  UserPrincipal,
} from './principal.js';
import { principalContext } from './principal-context.js';
import type { EvaluationRequest } from './request.js';
import { type ContextValue, requestContext } from './request-context.js';

export const account = '123456789012';
export const otherAccount = '999988887777';

export function user(userName = 'ada', inAccount = account): UserPrincipal {
  const arn = `arn:aws:iam::${inAccount}:user/${userName}`;
  return { kind: 'user', account: inAccount, arn, userName, userId: `AIDA${userName.toUpperCase()}` };
}

export function root(inAccount = account): RootPrincipal {
  return { kind: 'root', account: inAccount, arn: `arn:aws:iam::${inAccount}:root` };
}

export function roleSession(role = 'Deploy', sessionName = 'ci', inAccount = account): RoleSessionPrincipal {
  return {
    kind: 'role-session',
    account: inAccount,
    arn: `arn:aws:sts::${inAccount}:assumed-role/${role}/${sessionName}`,
    roleArn: `arn:aws:iam::${inAccount}:role/team/${role}`,
    roleId: `AROA${role.toUpperCase()}`,
    sessionName,
    session: { issuedAt: '2026-11-24T10:00:00Z' },
  };
}

/** Parses a document given as an object; fails the test when it has errors. */
export function policyOf(document: unknown, type: PolicyType = 'identity', maxSize?: number): Policy {
  const reading = parsePolicy(JSON.stringify(document), type, maxSize === undefined ? {} : { maxSize });
  if (!reading.ok)
    throw new Error(reading.errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('\n'));
  return reading.policy;
}

export function federatedUser(name = 'guest', inAccount = account): FederatedUserPrincipal {
  const { arn: userArn, userId } = user('ada', inAccount);
  const arn = `arn:aws:sts::${inAccount}:federated-user/${name}`;
  const session = { issuedAt: '2026-11-24T10:00:00Z' };
  return { kind: 'federated-user', account: inAccount, arn, name, userArn, userId, session };
}

/** A document as it applies to `attachedTo`. */
export function applied(document: unknown, name = 'P', attachedTo = user().arn): AppliedPolicy {
  return { compiled: compilePolicy(policyOf(document)), policy: name, version: '', attachedTo };
}

/** A trust policy that allows AssumeRole to the principals, or whatever statements it is given. */
export function trust(
  principal: unknown,
  more: Readonly<Record<string, unknown>> = {},
  principalIds?: ReadonlyMap<string, string>,
): AppliedTrustPolicy {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, ...more };
  const policy = policyOf({ Version: '2012-10-17', Statement: statement }, 'trust');
  const attachedTo = `arn:aws:iam::${account}:role/Target`;
  const ids = principalIds === undefined ? {} : { principalIds };
  return { compiled: compilePolicy(policy), policy: 'trust', version: '', attachedTo, ...ids };
}

/** The policy of a resource, with these statements on everything unless they say otherwise. */
export function resourcePolicy(...statements: readonly object[]): AppliedResourcePolicy {
  const whole = statements.map((each) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...each }));
  const policy = policyOf({ Version: '2012-10-17', Statement: whole }, 'resource');
  return { compiled: compilePolicy(policy), policy: 'resource', version: '', attachedTo: 'the resource' };
}

/** A policy of one statement, Version 2012-10-17. */
export function statement(
  effect: 'Allow' | 'Deny',
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
  condition: unknown = {},
): unknown {
  return {
    Version: '2012-10-17',
    Statement: { Effect: effect, Action: action, Resource: resource, Condition: condition },
  };
}

export interface Asked {
  readonly action?: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly resourceAccount?: string;
}

/** A request of a principal, with the keys that follow from who it is. */
export function request(principal: PrincipalDescriptor, asked: Asked = {}): EvaluationRequest {
  const {
    action = 'orders:GetOrder',
    resource = `arn:aws:orders:eu-central-1:${account}:order/1`,
    context = {},
  } = asked;
  return {
    principal,
    action,
    resource,
    context: requestContext(Object.entries(context), principalContext(principal)),
    ...(asked.resourceAccount === undefined ? {} : { resourceAccount: asked.resourceAccount }),
  };
}

/** The request to assume the role that {@link trust} belongs to. */
export function assumeRole(
  principal: PrincipalDescriptor,
  context: Asked['context'] = {},
): EvaluationRequest {
  return request(principal, {
    action: 'sts:AssumeRole',
    resource: `arn:aws:iam::${account}:role/Target`,
    context,
  });
}
