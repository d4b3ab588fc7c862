import { event } from '@grantlog/events';
import { role, RoleCreated, scope, time } from '../facts.fixture.js';
import { specification } from '../given-when-then.fixture.js';
import type { SessionCommand } from './session.commands.js';
import { decideSession, type SessionCaller, type SessionState } from './session.decider.js';

const user: SessionCaller = {
  kind: 'user',
  arn: 'arn:aws:iam::123456789012:user/ada',
  id: 'AIDAADA',
  isSession: false,
};
const roleSession: SessionCaller = {
  kind: 'role',
  arn: 'arn:aws:sts::123456789012:assumed-role/First/s',
  id: 'AROAFIRST',
  isSession: true,
};
const root: SessionCaller = {
  kind: 'root',
  arn: 'arn:aws:iam::123456789012:root',
  id: '123456789012',
  isSession: false,
};

/** The sentences about one caller. */
const by = (caller: SessionCaller) =>
  specification<SessionCommand, SessionState>({
    decide: decideSession,
    load: (_, account) => ({ caller, role: account.byName('role', 'Deploy') }),
  });

const session = { accessKeyId: 'ASIA1', expiration: time };
const assume = (durationSeconds?: number): SessionCommand => ({
  type: 'AssumeRole',
  scope,
  roleArn: role('Deploy').roleArn,
  roleSessionName: 'release',
  durationSeconds,
  session,
});
const ask = (durationSeconds?: number): SessionCommand => ({
  type: 'GetSessionToken',
  durationSeconds,
  session,
});
const assumed = (durationSeconds: number) =>
  event('RoleAssumed', {
    ...role('Deploy'),
    ...session,
    durationSeconds,
    roleSessionName: 'release',
    assumedRoleArn: 'arn:aws:sts::123456789012:assumed-role/Deploy/release',
  });
const issued = ({ arn, id }: SessionCaller, durationSeconds: number) =>
  event('SessionTokenIssued', { ...session, durationSeconds, principalArn: arn, principalId: id });

describe('assuming a role', () => {
  const long = RoleCreated('Deploy', { maxSessionDuration: 7_200 });

  it('lasts one hour where nothing else is asked for', () => {
    by(user)(long).when(assume()).then(assumed(3_600));
  });

  it('lasts as long as the role allows', () => {
    by(user)(long).when(assume(7_200)).then(assumed(7_200));
    by(user)(long)
      .when(assume(7_201))
      .thenRejected('validation_error', 'exceeds the MaxSessionDuration set for this role.');
  });

  it('lasts at most one hour for a caller that is a role session itself, whatever the role allows', () => {
    by(roleSession)(long).when(assume(3_600)).then(assumed(3_600));
    const { errors } = by(roleSession)(long)
      .when(assume(3_601))
      .thenRejected('validation_error', 'the 1 hour session limit for roles assumed by role chaining');
    expect(errors).toMatchObject([{ pointer: '/durationSeconds' }]);
  });

  it('is possible with a session of a user, for as long as the role allows', () => {
    by({ ...user, isSession: true })(long)
      .when(assume(7_200))
      .then(assumed(7_200));
  });

  it('is nothing for the root', () => {
    by(root)(long).when(assume()).thenRejected('access_denied', 'Roles may not be assumed by root accounts.');
  });

  it('needs a role', () => {
    by(user)().when(assume()).thenRejected('no_such_entity', 'The role with name Deploy cannot be found.');
  });
});

describe('a session of the caller itself', () => {
  it.each([
    [user, undefined, 43_200],
    [user, 129_600, 129_600],
    [root, undefined, 3_600],
    [root, 900, 900],
  ] as const)('of %j, asked for %s seconds, lasts %s', (caller, asked, seconds) => {
    by(caller)().when(ask(asked)).then(issued(caller, seconds));
  });

  it('lasts at most one hour for the root', () => {
    by(root)()
      .when(ask(3_601))
      .thenRejected('validation_error', /root user; ask for at most 3600/);
  });

  it.each([roleSession, { ...user, isSession: true }])('does not begin from a session: $kind', (caller) => {
    by(caller)().when(ask()).thenRejected('access_denied', 'Cannot call GetSessionToken with session');
  });
});
