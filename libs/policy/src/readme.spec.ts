import {
  compilePolicy,
  explain,
  parsePolicy,
  principalContext,
  requestContext,
  type UserPrincipal,
} from './index.js';

describe('the example of the README', () => {
  it('prints what the README says', () => {
    const text = `{ "Version": "2012-10-17", "Statement": {
      "Sid": "OwnOrders", "Effect": "Allow", "Action": "orders:Get*",
      "Resource": "arn:aws:orders:*:*:order/\${aws:username}/*" } }`;
    const reading = parsePolicy(text, 'identity');
    if (!reading.ok) throw new Error(reading.errors[0]?.detail);

    const arn = 'arn:aws:iam::123456789012:user/ada';
    const ada: UserPrincipal = {
      kind: 'user',
      account: '123456789012',
      arn,
      userName: 'ada',
      userId: 'AIDA1',
    };
    const identity = [
      { compiled: compilePolicy(reading.policy), policy: 'Orders', version: '', attachedTo: arn },
    ];
    const context = requestContext([['aws:SourceIp', '203.0.113.7']], principalContext(ada));
    const resource = 'arn:aws:orders:eu-central-1:123456789012:order/ada/1';
    const answer = explain({ principal: ada, action: 'orders:GetOrder', resource, context }, { identity });

    expect(`${answer.decision}: ${answer.determining[0]?.sid}`).toBe('Allow: OwnOrders');
  });
});
