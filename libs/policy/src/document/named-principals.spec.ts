import { policyOf } from '../evaluate/request.fixture.js';
import { namedPrincipals } from './named-principals.js';

describe('namedPrincipals', () => {
  it('lists users and roles, each once, and nothing else', () => {
    const statement = (principal: unknown) => ({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: principal,
    });
    const policy = policyOf(
      {
        Version: '2012-10-17',
        Statement: [
          statement({ AWS: ['arn:aws:iam::123456789012:user/ada', '123456789012'] }),
          statement({ AWS: 'arn:aws:iam::123456789012:role/r', Service: 'ec2.amazonaws.com' }),
          statement({ AWS: ['arn:aws:iam::123456789012:user/ada', 'arn:aws:iam::123456789012:root'] }),
          statement('*'),
        ],
      },
      'trust',
    );
    expect(namedPrincipals(policy)).toEqual([
      'arn:aws:iam::123456789012:user/ada',
      'arn:aws:iam::123456789012:role/r',
    ]);
  });

  it('is empty for a policy without principals', () => {
    const policy = policyOf({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
    expect(namedPrincipals(policy)).toEqual([]);
  });
});
