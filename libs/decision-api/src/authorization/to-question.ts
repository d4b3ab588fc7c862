import { type AuthorizeRequest, type ContextValue, EdgeError, type FieldError } from '@grantlog/contract';
import { actingPrincipal, callerOfSession, type SessionClaims } from '@grantlog/credentials';
import type { Question, Subject } from '@grantlog/decision';
import { credentialErrorOf } from './edge-error-of.js';

/** Verifies a subject's session token, or throws what is wrong with it. */
export type VerifyToken = (token: string) => Promise<SessionClaims>;

/**
 * The question of a request. Only what a message can get wrong is looked at here: an empty oneof, a token that does
 * not verify; the rest is the decision point's.
 *
 * @throws EdgeError
 */
export async function toQuestion(request: AuthorizeRequest, verify: VerifyToken): Promise<Question> {
  const context = Object.entries(request.context).map(([key, { kind }]) => [key, kind] as const);
  const faults = [
    ...(request.subject.case === undefined ? [noSubject] : []),
    ...context.filter(([, kind]) => kind.case === undefined).map(([key]) => noValue(key)),
  ];
  const [first] = faults;
  if (first !== undefined) throw new EdgeError('validation_error', first.detail, faults.slice(0, 10));
  return {
    subject: await toSubject(request.subject, verify),
    action: request.action,
    resource: request.resource,
    context: context.map(([key, kind]) => [key, toValue(kind)]),
    explain: request.explain,
  };
}

async function toSubject(subject: AuthorizeRequest['subject'], verify: VerifyToken): Promise<Subject> {
  if (subject.case !== 'sessionToken') return { kind: 'principal', arn: subject.value ?? '' };
  try {
    return { kind: 'session', holder: actingPrincipal(callerOfSession(await verify(subject.value))) };
  } catch (error) {
    throw credentialErrorOf(error);
  }
}

function toValue(kind: ContextValue['kind']): string | readonly string[] {
  return kind.case === 'list' ? kind.value.values : (kind.value ?? '');
}

const noSubject: FieldError = {
  pointer: '/subject',
  code: 'missing_value',
  detail: 'the request has no subject; send principal or session_token',
};

function noValue(key: string): FieldError {
  const shown = key.slice(0, 256).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
  const detail = 'a context key has no value; send value or list';
  return { pointer: `/context/${shown}`, code: 'missing_value', detail };
}
