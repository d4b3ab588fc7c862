import { at, noon, roleSession, userSession } from '../session-token/session.fixture.js';
import { callerOfSession } from './caller.js';

describe('the caller of a session', () => {
  const common = { account: '123456789012', credentialId: 'ASIAABCDEFGHIJKLMNOP' };
  const session = {
    tokenId: roleSession().tokenId,
    issuedAt: noon,
    expiresAt: at(3_600),
    issuedAtRevision: 41n,
  };

  it('is the role with its session, and nothing of who assumed it', () => {
    expect(callerOfSession(roleSession())).toEqual({
      ...common,
      kind: 'role',
      principalId: 'AROAABCDEFGHIJKLMNOPQ',
      session: {
        ...session,
        arn: 'arn:aws:sts::123456789012:assumed-role/Deployer/build-7',
        name: 'build-7',
        roleArn: 'arn:aws:iam::123456789012:role/ci/Deployer',
      },
    });
  });

  it.each(['user', 'root'] as const)('is the %s with the long-term key behind the session', (kind) => {
    expect(callerOfSession(userSession({ kind }))).toEqual({
      ...common,
      kind,
      principalId: 'AIDAABCDEFGHIJKLMNOPQ',
      longTermCredentialId: 'AKIAABCDEFGHIJKLMNOP',
      session: { ...session, arn: 'arn:aws:iam::123456789012:user/ada' },
    });
  });
});
