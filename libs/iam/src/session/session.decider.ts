import { type RoleDocument, sessionArn } from '@grantlog/account-state';
import { type DomainEvent, event } from '@grantlog/events';
import { DomainError } from '../domain-error.js';
import { roleNamed } from '../entity-names.js';
import { existing } from '../refusals.js';
import type { AssumeRole, GetSessionToken, SessionCommand } from './session.commands.js';
import { sessionLimits } from './session-limits.js';

/** Who asks for a session. */
export interface SessionCaller {
  readonly kind: 'root' | 'user' | 'role';
  readonly arn: string;
  /** Unique id of the user, the role, or the account. */
  readonly id: string;
  /** Whether it already uses a temporary credential. */
  readonly isSession: boolean;
}

/** What the rules of sessions look at. */
export interface SessionState {
  readonly caller: SessionCaller;
  /** The role to assume. */
  readonly role?: RoleDocument | undefined;
}

/**
 * The fact that a session began.
 *
 * @throws DomainError as {@link sessionSeconds} does
 */
export function decideSession(command: SessionCommand, state: SessionState): readonly DomainEvent[] {
  const issued = { ...command.session, durationSeconds: sessionSeconds(command, state) };
  switch (command.type) {
    case 'AssumeRole': {
      const { scope, roleSessionName } = command;
      const role = existingRole(command, state);
      const assumedRoleArn = sessionArn(scope, role.name, roleSessionName);
      return [event('RoleAssumed', { ...roleNamed(role), ...issued, roleSessionName, assumedRoleArn })];
    }
    case 'GetSessionToken': {
      const { arn: principalArn, id: principalId } = state.caller;
      return [event('SessionTokenIssued', { ...issued, principalArn, principalId })];
    }
  }
}

/** What is known of a session before its credential is made. */
export type SessionWish = Omit<AssumeRole, 'session'> | Omit<GetSessionToken, 'session'>;

/**
 * How long a session may last: what credentials are made with.
 *
 * @throws DomainError `no_such_entity`, `access_denied`, `validation_error`. Source: AWS STS API Reference,
 * "AssumeRole" and "GetSessionToken".
 */
export function sessionSeconds(wish: SessionWish, state: SessionState): number {
  return wish.type === 'AssumeRole' ? roleSeconds(wish, state) : ownSeconds(wish, state);
}

function roleSeconds(wish: Omit<AssumeRole, 'session'>, state: SessionState): number {
  const { durationSeconds: seconds = sessionLimits.role.default } = wish;
  const { caller } = state;
  if (caller.kind === 'root') {
    throw new DomainError('access_denied', 'Roles may not be assumed by root accounts.');
  }
  if (caller.kind === 'role' && seconds > sessionLimits.chainedRole.max) {
    throw invalidDuration('exceeds the 1 hour session limit for roles assumed by role chaining.');
  }
  if (seconds > existingRole(wish, state).maxSessionDuration) {
    throw invalidDuration('exceeds the MaxSessionDuration set for this role.');
  }
  return seconds;
}

function ownSeconds({ durationSeconds }: Omit<GetSessionToken, 'session'>, { caller }: SessionState): number {
  if (caller.isSession) {
    throw new DomainError('access_denied', 'Cannot call GetSessionToken with session credentials');
  }
  const limits = caller.kind === 'root' ? sessionLimits.root : sessionLimits.user;
  const seconds = durationSeconds ?? limits.default;
  if (caller.kind === 'root' && seconds > limits.max) {
    throw invalidDuration('exceeds the 1 hour session limit for the root user; ask for at most 3600.');
  }
  return seconds;
}

function existingRole({ roleArn }: Pick<AssumeRole, 'roleArn'>, { role }: SessionState): RoleDocument {
  return existing('role', roleArn.split('/').at(-1) ?? '', role);
}

function invalidDuration(problem: string): DomainError {
  const message = `The requested DurationSeconds ${problem}`;
  const error = { pointer: '/durationSeconds', code: 'too_large', detail: message };
  return new DomainError('validation_error', message, [error]);
}
