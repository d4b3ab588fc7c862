import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  AuthorizationService,
  AuthorizeRequestSchema,
  AuthorizeResponse_Decision as Decision,
  AuthorizeResponseSchema,
  ContextValueSchema,
  grpcService,
} from '@grantlog/contract';
import { contextEntries } from '../iam-org/questions.mjs';

/** The path of Authorize. */
export const authorizePath = grpcService(AuthorizationService).authorize.path;

const outcomes = {
  [Decision.ALLOW]: 'Allow',
  [Decision.EXPLICIT_DENY]: 'ExplicitDeny',
  [Decision.IMPLICIT_DENY]: 'ImplicitDeny',
};

/** The message that asks a question: about a user by its ARN, about a role by the token of a session. */
export function authorizeMessage(question, roleTokens) {
  const { principal, action, resource } = question;
  const entries = contextEntries(question).map(([key, value]) => [
    key,
    create(ContextValueSchema, { kind: { case: 'value', value } }),
  ]);
  const subject =
    principal.kind === 'user'
      ? { case: 'principal', value: principal.arn }
      : { case: 'sessionToken', value: roleTokens.get(principal) };
  const context = Object.fromEntries(entries);
  return toBinary(
    AuthorizeRequestSchema,
    create(AuthorizeRequestSchema, { subject, action, resource, context }),
  );
}

/** The answer that a message carries. */
export function authorizeOutcome(message) {
  return authorizeAnswer(message).outcome;
}

/** The same with the revision at which it was decided. */
export function authorizeAnswer(message) {
  const { decision, revision } = fromBinary(AuthorizeResponseSchema, message);
  return { outcome: outcomes[decision], revision: Number(revision) };
}
