import { event } from '@grantlog/events';
import { evolveRole } from './role.document.js';

const named = { roleName: 'Deploy', roleId: 'AROA1', roleArn: 'arn:aws:iam::111122223333:role/Deploy' };
const place = { revision: 1n, time: '2026-03-01T09:00:00.000Z' };
const created = event('RoleCreated', {
  ...named,
  path: '/',
  policyDocument: '{}',
  trustedPrincipals: [],
  maxSessionDuration: 3_600,
});

describe('the document of a role', () => {
  const role = evolveRole(undefined, { ...created, ...place });

  it('has no description until one is given', () => {
    expect(role).not.toHaveProperty('description');
    const described = event('RoleDescriptionChanged', { ...named, description: 'ships' });
    expect(evolveRole(role, { ...described, ...place })).toEqual({ ...role, description: 'ships' });
  });

  it('takes a new limit of sessions', () => {
    const limited = event('RoleSessionLimitChanged', { ...named, maxSessionDuration: 7_200 });
    expect(evolveRole(role, { ...limited, ...place })).toEqual({ ...role, maxSessionDuration: 7_200 });
  });
});
