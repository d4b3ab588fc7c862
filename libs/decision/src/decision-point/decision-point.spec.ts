import { account, allow, deny, happened, otherAccount, role, user } from '../account.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import type { ActingPrincipal } from '@grantlog/account-state';
import { asked, asker, decisionOf, errorOf, issuedAt, sessionOf, world } from './decision-point.fixture.js';

describe('a decision', () => {
  it('names its revision and has an id of its own', async () => {
    const { ask } = world();
    expect(await ask()).toEqual({
      decision: { decision: 'Allow', decidedBy: 'IdentityPolicy' },
      revision: 6n,
      id: 'decision-1',
    });
    expect((await ask()).id).toBe('decision-2');
  });

  it('follows the account', async () => {
    const { ask, source } = world();
    await ask();
    source.append(account, happened.inlinePut('ada', deny('orders:*')));
    expect(await ask()).toMatchObject({ decision: { decision: 'ExplicitDeny' }, revision: 7n });
  });

  it('is explained by the same evaluation', async () => {
    const { ask } = world();
    const { decision } = await ask({ explain: true });
    expect(decision).toMatchObject({
      decision: 'Allow',
      determining: [{ policy: 'inline', pointer: '/Statement/0', attachedTo: user('ada').userArn }],
    });
  });

  it.each([
    ['nobody', user('nobody').userArn],
    ['a user of another account', user('ada', otherAccount).userArn],
    ['a user of another partition', user('ada').userArn.replace('arn:aws:', 'arn:aws-cn:')],
    ['a name in other letter case', user('ADA').userArn],
    ['the root of another account', `arn:aws:iam::${otherAccount}:root`],
  ])('about %s is an implicit deny and says no more than that', async (_, arn) => {
    const { ask, source } = world();
    source.append(
      otherAccount,
      happened.accountCreated(otherAccount),
      happened.userCreated('ada', {}, otherAccount),
    );
    const { decision } = await ask({ subject: { kind: 'principal', arn }, explain: true });
    expect(decision).toEqual({
      decision: 'ImplicitDeny',
      decidedBy: 'Default',
      determining: [],
      candidates: [],
      summary: 'the principal does not exist in this account, so nothing allows it anything',
    });
  });

  it('about the root is what the root may', async () => {
    const { ask } = world();
    const subject = { kind: 'principal', arn: `arn:aws:iam::${account}:root` } as const;
    expect((await ask({ subject })).decision).toEqual({ decision: 'Allow', decidedBy: 'Root' });
  });

  it('uses what the service knows of the user', async () => {
    const { ask, source } = world();
    const conditions = {
      StringEquals: {
        'aws:PrincipalTag/team': 'sales',
        'aws:username': 'ada',
        'aws:userid': user('ada').userId,
        'aws:PrincipalArn': user('ada').userArn,
        'aws:PrincipalAccount': account,
        'aws:PrincipalType': 'User',
      },
      Null: { 'aws:TokenIssueTime': 'true' },
    };
    source.append(account, happened.inlinePut('ada', allow('orders:*', { Condition: conditions })));
    expect(decisionOf(await ask())).toBe('Allow');
  });

  it.each([
    ['aws:CurrentTime', '2026-11-24T15:00:00.000Z', '1999-01-01T00:00:00Z'],
    ['aws:EpochTime', '1795532400', '915148800'],
  ])('takes %s from the clock unless it is sent', async (key, now, sent) => {
    const { ask, source } = world();
    const when = (value: string) => allow('orders:*', { Condition: { StringEquals: { [key]: value } } });
    source.append(account, happened.inlinePut('ada', when(now)));
    expect(decisionOf(await ask())).toBe('Allow');
    expect(decisionOf(await ask({ context: [[key.toUpperCase(), sent]] }))).toBe('ImplicitDeny');
    source.append(account, happened.inlinePut('ada', when(sent)));
    expect(decisionOf(await ask({ context: [[key.toUpperCase(), sent]] }))).toBe('Allow');
  });

  it('sees nothing of the asking request in the context of the subject', async () => {
    const { ask, source } = world();
    const condition = { Condition: { Null: { 'aws:SourceIp': 'false' } } };
    source.append(account, happened.inlinePut('ada', allow('orders:*', condition)));
    expect(decisionOf(await ask())).toBe('ImplicitDeny');
  });
});

describe('a decision about a session', () => {
  it('is made by the policies of the role and what the token says', async () => {
    const { ask, source } = world();
    const conditions = {
      StringEquals: {
        'aws:PrincipalArn': role('reader').roleArn,
        'aws:userid': `${role('reader').roleId}:night`,
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalTag/team': 'night',
        'aws:TokenIssueTime': issuedAt,
      },
      Null: { 'aws:username': 'true' },
    };
    source.append(
      account,
      happened.roleCreated('reader', { team: 'night' }),
      happened.roleInlinePut('reader', allow('orders:*', { Condition: conditions })),
    );
    expect(decisionOf(await ask({ subject: sessionOf('reader') }))).toBe('Allow');
  });

  it('is an implicit deny when the role is gone or made anew', async () => {
    const { ask, source } = world();
    expect(decisionOf(await ask({ subject: sessionOf('reader') }))).toBe('ImplicitDeny');
    source.append(
      account,
      happened.roleCreated('reader'),
      happened.roleInlinePut('reader', allow('orders:*')),
    );
    expect(decisionOf(await ask({ subject: sessionOf('reader') }))).toBe('Allow');
    source.append(account, happened.roleDeleted('reader'));
    expect(decisionOf(await ask({ subject: sessionOf('reader') }))).toBe('ImplicitDeny');
  });

  it('is an implicit deny when the key behind it is inactive', async () => {
    const { ask, source } = world();
    source.append(account, happened.keyCreated('ada', 'AKIAADA'));
    const holder: ActingPrincipal = {
      reference: { kind: 'user', account, id: user('ada').userId, credentialId: 'AKIAADA' },
      session: { arn: user('ada').userArn, issuedAt, issuedAtRevision: 0n },
    };
    const subject = { kind: 'session', holder } as const;
    expect(decisionOf(await ask({ subject }))).toBe('Allow');
    source.append(account, happened.keyDeactivated('ada', 'AKIAADA'));
    expect(decisionOf(await ask({ subject }))).toBe('ImplicitDeny');
  });

  it('is an implicit deny when it belongs to another account', async () => {
    const { ask, source } = world();
    source.append(otherAccount, happened.accountCreated(otherAccount));
    const holder: ActingPrincipal = {
      reference: { kind: 'root', account: otherAccount },
      session: { arn: `arn:aws:iam::${otherAccount}:root`, issuedAt, issuedAtRevision: 999n },
    };
    expect(decisionOf(await ask({ subject: { kind: 'session', holder } }))).toBe('ImplicitDeny');
  });

  it('waits for the revision at which the session began', async () => {
    const { ask, source } = world();
    const answer = ask({ subject: sessionOf('reader', { issuedAtRevision: 8n }) });
    await settled();
    source.append(
      account,
      happened.roleCreated('reader'),
      happened.roleInlinePut('reader', allow('orders:*')),
    );
    expect(await answer).toMatchObject({ decision: { decision: 'Allow' }, revision: 8n });
  });

  it('is not made before that revision', async () => {
    const { ask, time } = world();
    const error = errorOf(ask({ subject: sessionOf('reader', { issuedAtRevision: 8n }) }));
    await settled();
    time.pass(2_000);
    expect(await error).toMatchObject({ code: 'revision_not_reached' });
  });
});

describe('at least a revision', () => {
  it('is answered at once when it is there', async () => {
    const { point, waitUntilMs } = world();
    expect(await point.authorize(asker, asked, { atLeast: 6n, waitUntilMs })).toMatchObject({ revision: 6n });
  });

  it('is answered as soon as it is there', async () => {
    const { point, source, waitUntilMs } = world();
    const answer = point.authorize(asker, asked, { atLeast: 7n, waitUntilMs });
    await settled();
    source.append(account, happened.inlinePut('ada', deny('orders:*')));
    expect(await answer).toMatchObject({ decision: { decision: 'ExplicitDeny' }, revision: 7n });
  });

  it('is never answered from older state', async () => {
    const { point, time, waitUntilMs } = world();
    const answer = errorOf(point.authorize(asker, asked, { atLeast: 7n, waitUntilMs }));
    await settled();
    time.pass(2_000);
    expect(await answer).toMatchObject({
      code: 'revision_not_reached',
      message: 'revision 7 was not reached in time, the newest is 6; try again',
    });
  });
});

describe('no decision is made', () => {
  it('about a malformed question, before anybody waits or is asked for permission', async () => {
    const { point, source, waitUntilMs } = world();
    source.append(account, happened.inlinePut('gateway', deny('*')));
    const error = await errorOf(
      point.authorize(
        asker,
        { ...asked, action: '*', context: [['aws:userid', 'x']] },
        { waitUntilMs, atLeast: 99n },
      ),
    );
    expect(error).toMatchObject({
      code: 'validation_error',
      faults: [{ pointer: '/action' }, { pointer: '/context/aws:userid' }],
    });
    expect(error.message).toContain('`action`: write `service:Name` without wildcards');
  });

  it('from an account whose documents contradict each other', async () => {
    const { ask, source } = world();
    source.append(account, happened.joined('ada', 'nowhere'));
    const error = await errorOf(ask());
    expect(error).toMatchObject({ code: 'policy_evaluation', cause: { name: 'InconsistentAccountError' } });
    expect(error.message).not.toContain('nowhere');
  });

  it('for a caller whose own policies cannot be read', async () => {
    const { ask, source } = world();
    source.append(account, happened.inlinePut('gateway', '{'));
    expect(await errorOf(ask())).toMatchObject({ code: 'policy_evaluation' });
  });

  it('while the account cannot be loaded', async () => {
    const { ask, source } = world();
    source.outage = new Error('password=hunter2');
    const error = await errorOf(ask());
    expect([error.code, error.message]).toEqual([
      'unavailable',
      'the account cannot be loaded now; try again',
    ]);
    source.outage = undefined;
    expect(decisionOf(await ask())).toBe('Allow');
  });
});
