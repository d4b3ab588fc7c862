import { create, toBinary } from '@bufbuild/protobuf';
import { AuthorizeRequestSchema } from '@grantlog/contract';
import { account } from '../iam-org/organization.mjs';

const action = 'app:Read';
const resource = 'arn:aws:app:::thing';

/** The user of a number whose one policy is edited while something is measured. */
export function editedUser(number, name = 'edited') {
  const userName = `${name}-${number}`;
  const userId = `AIDA${name.toUpperCase().slice(0, 6)}${String(number).padStart(11, '0')}`;
  return { userName, userId, userArn: `arn:aws:iam::${account}:user/${userName}` };
}

/** The facts that make such users. */
export function editedUsers(count, name) {
  return Array.from({ length: count }, (_, number) => ({
    type: 'UserCreated',
    data: { ...editedUser(number, name), path: '/', tags: [] },
  }));
}

/** The policy of a user's edit of a number: each second one allows, the others deny, and no two are alike. */
export function editOf(number) {
  const isAllowed = number % 2 === 0;
  const Effect = isAllowed ? 'Allow' : 'Deny';
  const Statement = { Sid: `E${number}`, Effect, Action: action, Resource: resource };
  return {
    outcome: isAllowed ? 'Allow' : 'ExplicitDeny',
    document: { Version: '2012-10-17', Statement },
  };
}

/** What a user may do whose policy was never edited. */
export const unedited = 'ImplicitDeny';

/** The message that asks what the edited user may do; with a revision token, at that revision or a newer one. */
export function questionAbout(number, revisionToken) {
  const requirement = { case: 'atLeast', value: revisionToken };
  return toBinary(
    AuthorizeRequestSchema,
    create(AuthorizeRequestSchema, {
      subject: { case: 'principal', value: editedUser(number).userArn },
      action,
      resource,
      ...(revisionToken === undefined ? {} : { consistency: { requirement } }),
    }),
  );
}
