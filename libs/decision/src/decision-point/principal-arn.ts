import { type ArnParts, parseArn } from '@grantlog/policy';
import type { QuestionFault } from './decision-error.js';

const pointer = '/principal';
const longestArn = 2_048;
const userPattern = /^[\w+=,.@-]{1,128}$/;
const pathPattern = /^user\/[!-~]{0,511}$/;

/**
 * What is wrong with an ARN that is to name a user or the account's root, or `undefined`. Whether they exist is not
 * looked at. The form is that of the AWS IAM User Guide, "IAM identifiers", section "IAM ARNs".
 */
export function principalFault(text: string): QuestionFault | undefined {
  const arn = accountArn(text);
  if (arn === undefined) return malformed;
  if (arn.service === 'sts') return session;
  if (arn.service !== 'iam') return malformed;
  if (/^(?:role|group)\//.test(arn.resource)) return session;
  return arn.resource === 'root' || isUser(arn.resource) ? undefined : malformed;
}

/** The parts of an ARN that belongs to an account and to no region. */
function accountArn(text: string): ArnParts | undefined {
  const arn = text.length > longestArn ? undefined : parseArn(text);
  if (arn === undefined || arn.partition === '' || arn.region !== '') return undefined;
  return /^[0-9]{12}$/.test(arn.account) ? arn : undefined;
}

function isUser(resource: string): boolean {
  const nameAt = resource.lastIndexOf('/') + 1;
  return pathPattern.test(resource.slice(0, nameAt)) && userPattern.test(resource.slice(nameAt));
}

const malformed: QuestionFault = {
  pointer,
  code: 'malformed_principal',
  detail:
    'this is not the ARN of a user or of the account root; send one, such as `arn:aws:iam::ACCOUNT:user/NAME`',
};

const session: QuestionFault = {
  pointer,
  code: 'principal_is_no_user',
  detail: 'an ARN does not say enough about a session, role or group; send session_token',
};
