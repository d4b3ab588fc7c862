import { account, happened } from '../account.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import { asked, asker, decisionOf, errorOf, gateway, world } from './decision-point.fixture.js';

/** A world that has answered once, so that the account is loaded; its feed is cut from then on. */
async function withoutFeed() {
  const given = world();
  await given.ask();
  given.source.isSilent = true;
  const freshness = { atLeast: 'newest' as const, waitUntilMs: given.waitUntilMs };
  return {
    ...given,
    newest: () => given.point.authorize(asker, asked, freshness),
    newestOfAll: () => given.point.authorizeAll(asker, [asked, asked], freshness),
  };
}

/** Makes the log silent: it neither answers nor fails. */
function hang(source: ReturnType<typeof world>['source']): void {
  source.answering = new Promise(() => undefined);
}

describe('a demand for the newest revision', () => {
  it('is answered from the log when the feed is cut', async () => {
    const { source, ask, newest } = await withoutFeed();
    source.append(account, happened.inlineDeleted('ada'));
    expect(decisionOf(await ask())).toBe('Allow');
    const answer = await newest();
    expect([decisionOf(answer), answer.revision]).toEqual(['ImplicitDeny', 7n]);
  });

  it('holds for every item of a batch', async () => {
    const { source, newestOfAll } = await withoutFeed();
    source.append(account, happened.inlineDeleted('ada'));
    const { revision, results } = await newestOfAll();
    expect(revision).toBe(7n);
    expect(results).toMatchObject([{ revision: 7n }, { revision: 7n }]);
  });

  it('asks the log once for all who ask in the same moment and again for who comes later', async () => {
    const { source, newest } = await withoutFeed();
    await Promise.all([newest(), newest(), newest()]);
    expect(source.calls.heads).toBe(1);
    await newest();
    expect(source.calls.heads).toBe(2);
  });

  it('is never answered from memory alone while the log is down', async () => {
    const { source, ask, newest, newestOfAll } = await withoutFeed();
    source.outage = new Error('the log is down');
    expect(await errorOf(newest())).toMatchObject({ code: 'unavailable', cause: source.outage });
    expect(await errorOf(newestOfAll())).toMatchObject({ code: 'unavailable' });
    expect(decisionOf(await ask())).toBe('Allow');
  });

  it('ends in time when the log does not answer', async () => {
    const { source, time, newest } = await withoutFeed();
    hang(source);
    const error = errorOf(newest());
    await settled();
    time.pass(2_000);
    expect(await error).toMatchObject({ code: 'unavailable' });
    expect(time.pending).toBe(0);
  });

  it('is refused with the revision when the head is known and cannot be reached in time', async () => {
    const { source, time, newest } = await withoutFeed();
    source.append(account, happened.inlineDeleted('ada'));
    source.read = () => Promise.reject(new Error('this part of the log cannot be read'));
    const error = errorOf(newest());
    await settled();
    time.pass(2_000);
    expect(await error).toMatchObject({ code: 'revision_not_reached' });
  });

  it('is refused at once by an account that has stopped', async () => {
    const { source, newest } = await withoutFeed();
    source.append(account, { type: 'UserFrozen', data: {} });
    expect(await errorOf(newest())).toMatchObject({ code: 'revision_not_reached' });
  });

  it('is refused when the log has lost what is known', async () => {
    const { source, ask, newest } = await withoutFeed();
    source.restore(account, 3n);
    expect(await errorOf(newest())).toMatchObject({ code: 'unavailable' });
    expect(decisionOf(await ask())).toBe('Allow');
    source.append(account, ...Array.from({ length: 9 }, () => happened.userDeleted('nobody')));
    expect(await errorOf(newest())).toMatchObject({ code: 'unavailable' });
  });

  it('of a caller who is gone is answered with that, also while the log is down', async () => {
    const { source, newest } = await withoutFeed();
    source.isSilent = false;
    source.append(account, happened.userDeleted(gateway.session?.arn.split('/')[1] ?? ''));
    source.outage = new Error('the log is down');
    expect(await errorOf(newest())).toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a demand for a revision while the feed is cut', () => {
  it('is met from the log after a moment of patience', async () => {
    const { source, time, point, waitUntilMs } = await withoutFeed();
    source.append(account, happened.inlineDeleted('ada'));
    const answer = point.authorize(asker, asked, { atLeast: 7n, waitUntilMs });
    await settled();
    expect(source.calls.heads).toBe(0);
    time.pass(100);
    expect(decisionOf(await answer)).toBe('ImplicitDeny');
    expect(time.pending).toBe(0);
  });

  it('is met when the log comes back in time', async () => {
    const { source, time, point, waitUntilMs } = await withoutFeed();
    source.append(account, happened.inlineDeleted('ada'));
    source.outage = new Error('the log is down');
    const answer = point.authorize(asker, asked, { atLeast: 7n, waitUntilMs });
    await settled();
    time.pass(100);
    await settled();
    source.outage = undefined;
    time.pass(200);
    expect(decisionOf(await answer)).toBe('ImplicitDeny');
  });

  it('is refused at once by an account that has stopped before it', async () => {
    const { source, time, point, waitUntilMs } = await withoutFeed();
    source.isSilent = false;
    source.append(account, { type: 'UserFrozen', data: {} });
    const error = await errorOf(point.authorize(asker, asked, { atLeast: 7n, waitUntilMs }));
    expect([error.code, time.pending]).toEqual(['revision_not_reached', 0]);
  });

  it('does not believe in a revision that the log does not have', async () => {
    const { time, point, waitUntilMs, ask } = await withoutFeed();
    const error = errorOf(point.authorize(asker, asked, { atLeast: 7_000n, waitUntilMs }));
    await settled();
    time.pass(100);
    await settled();
    time.pass(1_900);
    expect((await error).code).toBe('revision_not_reached');
    expect((await ask()).revision).toBe(6n);
  });
});

describe('a question about an account that is not loaded', () => {
  it('ends in time when the account cannot be loaded, and the load goes on', async () => {
    const { source, time, ask } = world();
    const load = source.snapshot.bind(source);
    let letGo = () => undefined as unknown;
    const until = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    source.snapshot = (of) => until.then(() => load(of));
    const error = errorOf(ask());
    await settled();
    time.pass(2_000);
    expect(await error).toMatchObject({ code: 'unavailable' });
    letGo();
    await settled();
    expect(decisionOf(await ask())).toBe('Allow');
    expect(source.calls.snapshot).toBe(1);
  });
});
