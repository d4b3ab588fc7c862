import { account, allow, deny, happened, otherAccount, user } from '../account.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import {
  asked,
  asker,
  decisionOf,
  errorOf,
  gateway,
  issuedAt,
  mayAsk,
  sessionOf,
  world,
} from './decision-point.fixture.js';
import type { Asker } from './pinned-view.js';

describe('the caller', () => {
  it('needs grantlog:Authorize on the decisions of its account', async () => {
    const { ask, source } = world();
    source.append(account, happened.inlinePut('gateway', allow('grantlog:Explain')));
    expect(await errorOf(ask())).toMatchObject({
      code: 'access_denied',
      message:
        `User: ${user('gateway').userArn} is not authorized to perform: grantlog:Authorize on resource: ` +
        `arn:aws:grantlog::${account}:decision because no identity-based policy allows the grantlog:Authorize action`,
    });
    source.append(account, happened.inlinePut('gateway', deny('*')));
    expect((await errorOf(ask())).message).toContain('with an explicit deny in an identity-based policy');
  });

  it('needs grantlog:Explain too for an explanation', async () => {
    const { ask, source } = world();
    source.append(account, happened.inlinePut('gateway', allow('grantlog:Authorize')));
    expect(decisionOf(await ask())).toBe('Allow');
    const error = await errorOf(ask({ explain: true }));
    expect([error.code, error.message]).toEqual([
      'access_denied',
      expect.stringContaining('grantlog:Explain'),
    ]);
  });

  it('is decided about with the keys of its own request', async () => {
    const { ask, source } = world();
    const from = (cidr: string) =>
      allow('grantlog:*', { Condition: { IpAddress: { 'aws:SourceIp': cidr } } });
    source.append(account, happened.inlinePut('gateway', from('203.0.113.0/24')));
    expect(decisionOf(await ask())).toBe('Allow');
    source.append(account, happened.inlinePut('gateway', from('198.51.100.0/24')));
    expect(await errorOf(ask())).toMatchObject({ code: 'access_denied' });
    expect(await errorOf(ask({ context: [['aws:SourceIp', '198.51.100.1']] }))).toMatchObject({
      code: 'access_denied',
    });
  });

  it('may be the root or a role', async () => {
    const { ask, source } = world();
    source.append(
      account,
      happened.rootKeyCreated('AKIAROOT'),
      happened.roleCreated('pep'),
      happened.roleInlinePut('pep', mayAsk),
    );
    const root = { reference: { kind: 'root', account, credentialId: 'AKIAROOT' } } as const;
    const pep = sessionOf('pep');
    if (pep.kind !== 'session') throw new Error('a session has a holder');
    expect(decisionOf(await ask({}, { principal: root, context: [] }))).toBe('Allow');
    expect(decisionOf(await ask({}, { principal: pep.holder, context: [] }))).toBe('Allow');
  });

  it('is unauthenticated when it is gone, when its key is inactive and when its account has no events', async () => {
    const { ask, source } = world();
    const stranger: Asker = {
      principal: { reference: { kind: 'root', account: otherAccount } },
      context: [],
    };
    expect(await errorOf(ask({}, stranger))).toMatchObject({ code: 'unauthenticated' });
    source.append(account, happened.keyDeactivated('gateway', 'AKIAGATEWAY'));
    expect(await errorOf(ask())).toMatchObject({ code: 'unauthenticated' });
    expect(await errorOf(ask({ action: '*' }))).toMatchObject({ code: 'unauthenticated' });
    source.append(account, happened.userDeleted('gateway'));
    expect(await errorOf(ask())).toMatchObject({ code: 'unauthenticated' });
  });

  it('whose session began later than the newest revision is waited for and then refused', async () => {
    const { ask, time } = world();
    const session = { arn: user('gateway').userArn, issuedAt, issuedAtRevision: 9n };
    const answer = errorOf(ask({}, { ...asker, principal: { ...gateway, session } }));
    await settled();
    time.pass(2_000);
    expect(await answer).toMatchObject({ code: 'revision_not_reached' });
  });

  it('is told of a malformed question at once when its session began later than the newest revision', async () => {
    const { ask, point } = world();
    const session = { arn: user('new').userArn, issuedAt, issuedAtRevision: 9n };
    const reference = { kind: 'user', account, id: user('new').userId, credentialId: 'AKIANEW' } as const;
    const unknown: Asker = { principal: { reference, session }, context: [] };
    expect(await errorOf(ask({ action: '*' }, unknown))).toMatchObject({ code: 'validation_error' });
    await point.assertAlive(unknown);
  });

  it('is decided about at the revision after the wait', async () => {
    const { point, source, waitUntilMs } = world();
    const answer = errorOf(point.authorize(asker, asked, { atLeast: 7n, waitUntilMs }));
    await settled();
    source.append(account, happened.inlinePut('gateway', deny('*')));
    expect(await answer).toMatchObject({ code: 'access_denied' });
  });
});
