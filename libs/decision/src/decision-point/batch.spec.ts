import { account, allow, deny, happened, user } from '../account.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import { DecisionError } from './decision-error.js';
import { asked, asker, decisionOf, errorOf, sessionOf, world } from './decision-point.fixture.js';
import type { Answer, Question } from './question.js';

describe('a batch', () => {
  const questions: readonly Question[] = [
    asked,
    asked,
    { ...asked, action: 'billing:Pay' },
    { ...asked, action: '*' },
    { ...asked, context: [['orders:Region', 'eu']] },
    { ...asked, subject: { kind: 'principal', arn: user('nobody').userArn } },
    { ...asked, explain: true },
    { ...asked, subject: { kind: 'principal', arn: user('lost').userArn } },
    { ...asked, subject: sessionOf('reader', { issuedAtRevision: 99n }) },
  ];

  it('equals as many single calls, in the order of the questions', async () => {
    const { point, source, time, waitUntilMs } = world();
    source.append(
      account,
      happened.inlinePut('gateway', allow('grantlog:Authorize')),
      happened.userCreated('lost'),
      happened.joined('lost', 'nowhere'),
    );
    const batch = point.authorizeAll(asker, questions, { waitUntilMs });
    await settled();
    time.pass(2_000);
    const { revision, results } = await batch;
    expect(revision).toBe(9n);
    const singles = await Promise.all(
      questions.map((question) =>
        point.authorize(asker, question, { waitUntilMs }).catch((error: unknown) => error),
      ),
    );
    const withoutId = (result: unknown) =>
      result instanceof Error ? result : { ...(result as Answer), id: '' };
    expect(results.map(withoutId)).toEqual(singles.map(withoutId));
    expect(
      results.map((result) => (result instanceof DecisionError ? result.code : decisionOf(result))),
    ).toEqual([
      'Allow',
      'Allow',
      'ImplicitDeny',
      'validation_error',
      'Allow',
      'ImplicitDeny',
      'access_denied',
      'policy_evaluation',
      'revision_not_reached',
    ]);
  });

  it('has an id per decision', async () => {
    const { point, waitUntilMs } = world();
    const { results } = await point.authorizeAll(asker, [asked, asked], { waitUntilMs });
    expect(results.map((result) => 'id' in result && result.id)).toEqual(['decision-1', 'decision-2']);
  });

  it('is decided at one revision although the account moves on', async () => {
    const { point, source, waitUntilMs } = world();
    const many = Array.from({ length: 1_000 }, () => asked);
    const batch = point.authorizeAll(asker, many, { waitUntilMs });
    source.append(account, happened.inlinePut('ada', deny('orders:*')));
    const { revision, results } = await batch;
    expect(new Set(results.map((result) => 'revision' in result && result.revision))).toEqual(
      new Set([revision]),
    );
  });

  it('decides nothing for a caller who may not ask', async () => {
    const { point, source, waitUntilMs } = world();
    source.append(account, happened.inlinePut('gateway', deny('*')));
    expect(await errorOf(point.authorizeAll(asker, [asked], { waitUntilMs }))).toMatchObject({
      code: 'access_denied',
    });
  });
});
