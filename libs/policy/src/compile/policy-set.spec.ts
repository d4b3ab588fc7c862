import { explain } from '../evaluate/explain.js';
import { evaluate } from '../evaluate/evaluate.js';
import { applied, request, statement, user } from '../evaluate/request.fixture.js';
import { PolicySet } from './policy-set.js';

const resource = 'arn:aws:orders:::team-1/order';
const policies = [
  applied(statement('Allow', ['orders:*', 'orders:Get*'], 'arn:aws:orders:::team-1/*'), 'A'),
  applied(statement('Deny', 'orders:Delete*'), 'B', 'arn:one'),
  applied(statement('Allow', '*', '*', { Bool: { 'org:Mfa': 'true' } }), 'C'),
  applied(
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Deny', NotAction: 'orders:*', Resource: '*' },
        { Effect: 'Allow', Action: 'orders:GetOrder', Resource: '*' },
        { Effect: 'Allow', Action: '*', Resource: '*' },
      ],
    },
    'D',
  ),
];

describe('PolicySet', () => {
  const layers = { identity: [new PolicySet(policies.slice(0, 3)), ...policies.slice(3)] };
  const questions = ['orders:GetOrder', 'orders:DeleteOrder', 'sqs:Send', 'orders:ListOrders'].flatMap(
    (action) =>
      ['true', 'false'].map((mfa) => request(user(), { action, resource, context: { 'org:Mfa': mfa } })),
  );

  it('is evaluated and explained as its policies are', () => {
    for (const question of questions) {
      expect(explain(question, layers)).toEqual(explain(question, { identity: policies }));
      expect(evaluate(question, layers)).toEqual(evaluate(question, { identity: policies }));
    }
  });

  it('names one policy once for each attachment', () => {
    const [first = applied(statement('Allow', '*'))] = policies;
    const twice = new PolicySet([first, { ...first, attachedTo: 'arn:two' }]);
    const { determining } = explain(request(user(), { resource }), { identity: [twice] });
    expect(determining.map(({ attachedTo }) => attachedTo)).toEqual([user().arn, 'arn:two']);
  });

  it('of no policies decides nothing', () => {
    expect(evaluate(request(user()), { identity: [new PolicySet([])] }).decision).toBe('ImplicitDeny');
  });
});
