import type { Decision } from '@grantlog/policy';
import { refusal } from './refusal.js';

const arn = 'arn:aws:iam::123456789012:user/ada';
const question = { action: 'iam:GetUser', resource: 'arn:aws:iam::123456789012:user/bob' };
const start = `User: ${arn} is not authorized to perform: iam:GetUser on resource: ${question.resource}`;

describe('the sentence of a refused call', () => {
  const explicit = (decidedBy: Decision['decidedBy']): Decision => ({
    decision: 'ExplicitDeny',
    decidedBy,
  });
  const implicit: Decision = { decision: 'ImplicitDeny', decidedBy: 'Default' };

  it.each([
    [explicit('IdentityPolicy'), false, 'with an explicit deny in an identity-based policy'],
    [explicit('ResourcePolicy'), false, 'with an explicit deny in the role trust policy'],
    [explicit('SessionPolicy'), false, 'with an explicit deny in a session policy'],
    [explicit('PermissionsBoundary'), false, 'with an explicit deny in a permissions boundary'],
    [explicit('Organization'), false, 'with an explicit deny in a service control policy'],
    [implicit, false, 'because no identity-based policy allows the iam:GetUser action'],
    [implicit, true, 'because no role trust policy allows the iam:GetUser action'],
  ])('%j ends in the words of AWS', (decision, isTrustMissing, end) => {
    expect(refusal(arn, question, decision, isTrustMissing)).toBe(`${start} ${end}`);
  });
});
