import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '@grantlog/events';
import { toEnvelope } from '@grantlog/events';
import { maxBatchSize } from '../engines/sql/batch/account-queue.js';
import { NameTakenError } from '../engines/sql/batch/command-transaction.js';
import { verifyChain } from '../hash-chain.js';
import type { LogUnderTest } from './log-under-test.fixture.js';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** What a log promises about appending: dense revisions, one chain, group commit. */
export function acceptAppending(under: LogUnderTest): void {
  under.inTwoAccounts('gives 32 concurrent writers dense revisions, each its own', async (mine) => {
    const writers = numbers(32).map(async (writer) => {
      const revisions: bigint[] = [];
      for (const turn of numbers(5)) {
        const { revision } = await mine.append(mine.facts.userCreated(`u${writer}-${turn}`));
        revisions.push(revision);
      }
      return revisions;
    });
    const revisions = (await Promise.all(writers)).flat().sort((left, right) => Number(left - right));
    expect(revisions).toEqual(numbers(160).map((index) => BigInt(index + 1)));
    const events = await mine.events();
    expect(events.map(({ revision }) => revision)).toEqual(revisions);
    expect(verifyChain(events.map(toEnvelope))).toBeUndefined();
  });

  under.inTwoAccounts('shares commits between waiting commands, at most 64 to a commit', async (mine) => {
    const commits: number[] = [];
    const unsubscribe = under.log.subscribe((account, events) => {
      if (account === mine.id) commits.push(events.length);
    });
    await Promise.all(numbers(150).map((index) => mine.append(mine.facts.userCreated(`u${index}`))));
    unsubscribe();
    expect(commits).toEqual([maxBatchSize, maxBatchSize, 150 - 2 * maxBatchSize]);
  });

  under.inTwoAccounts(
    'tells listeners every event once, in order, before the commands are answered',
    async (mine) => {
      const heard: StoredEvent[] = [];
      const unsubscribe = under.log.subscribe((account, events) => {
        if (account === mine.id) heard.push(...events);
      });
      const appended = numbers(40).map(async (index) => {
        const { revision } = await mine.append(mine.facts.userCreated(`u${index}`));
        expect(heard.at(-1)?.revision).toBeGreaterThanOrEqual(revision);
      });
      await Promise.all(appended);
      unsubscribe();
      await mine.append(mine.facts.userCreated('unheard'));
      expect(heard).toEqual((await mine.events()).slice(0, 40));
    },
  );

  under.inTwoAccounts('answers commands although a listener throws', async (mine) => {
    const failure = new Error('the listener broke its promise');
    const unsubscribe = under.log.subscribe(() => {
      throw failure;
    });
    await expect(mine.append(mine.facts.userCreated('ada'))).resolves.toMatchObject({ revision: 1n });
    unsubscribe();
    expect(under.errors.splice(0)).toEqual([failure]);
  });

  under.inTwoAccounts('shows a tail that reads while others write no gap', async (mine) => {
    const writing = Promise.all(
      numbers(120).map((index) => mine.append(mine.facts.userCreated(`u${index}`))),
    );
    const tailed: bigint[] = [];
    while (tailed.length < 120) {
      const events = await under.log.read(mine.id, { afterRevision: tailed.at(-1) ?? 0n, limit: 7 });
      tailed.push(...events.map(({ revision }) => revision));
      // The embedded engine answers without a turn of the event loop, in which the writers could go on.
      await nextTurn();
    }
    await writing;
    expect(tailed).toEqual(numbers(120).map((index) => BigInt(index + 1)));
  });

  under.inTwoAccounts('leaves nothing of a command that throws, and its neighbours whole', async (mine) => {
    const { facts, log, id } = mine;
    const refused = new Error('the rules say no');
    const secret = { account: id, ownerKind: 'user', ownerId: 'x', keyId: 'm1', ciphertext: 'c' } as const;
    const key = { principal: 'p', idempotencyKey: `${id}-k` };
    const results = await Promise.allSettled([
      mine.append(facts.userCreated('before')),
      log.transact(id, async (transaction) => {
        await transaction.append(facts.metadata(), [
          facts.userCreated('doomed'),
          facts.groupCreated('doomed'),
        ]);
        transaction.putSecret({ ...secret, accessKeyId: `AKIA${id}` });
        transaction.keepAnswer(key, { requestHash: 'h', keyId: 'm1', ciphertext: 'c' });
        throw refused;
      }),
      log.transact(id, async (transaction) => {
        expect(await transaction.byName('user', 'doomed')).toBeUndefined();
        expect(await transaction.keptAnswer(key)).toBeUndefined();
        expect(transaction.counts).toMatchObject({ user: 1, group: 0 });
        return transaction.append(facts.metadata(), [facts.userCreated('doomed')]);
      }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: refused });
    expect(results[2]).toMatchObject({ value: { revision: 2n } });
    expect(await log.findSecret(`AKIA${id}`)).toBeUndefined();
    expect(await log.head(id)).toMatchObject({ revision: 2n, counts: { user: 2, group: 0 } });
    expect(verifyChain(await mine.envelopes())).toBeUndefined();
  });

  under.inTwoAccounts(
    'lets a command see what the commands before it in the same batch did',
    async (mine) => {
      const [, seen] = await Promise.all([
        mine.append([mine.facts.groupCreated('staff'), mine.facts.userCreated('Ada')]),
        under.log.transact(mine.id, async (transaction) => ({
          byName: await transaction.byName('user', 'ADA'),
          revision: transaction.revision,
          listed: await transaction.list('group', { limit: 10 }),
        })),
      ]);
      expect(seen).toMatchObject({
        revision: 2n,
        result: { byName: { name: 'Ada' }, revision: 2n, listed: [{ name: 'staff' }] },
      });
    },
  );

  under.inTwoAccounts('answers a command that appends nothing with the revision it saw', async (mine) => {
    await mine.append(mine.facts.userCreated('ada'));
    expect(await under.log.transact(mine.id, () => Promise.resolve('nothing to do'))).toEqual({
      result: 'nothing to do',
      revision: 1n,
    });
    expect(await mine.events()).toHaveLength(1);
  });

  under.inTwoAccounts('fails a command whose append failed although it did not look', async (mine) => {
    const careless = under.log.transact(mine.id, (transaction) => {
      void transaction.append(mine.facts.metadata({ reason: '\ud800' }), [mine.facts.userCreated('ada')]);
      return Promise.resolve('done');
    });
    await expect(careless).rejects.toThrow('lone surrogate');
    expect(await under.log.head(mine.id)).toBeUndefined();
  });

  under.inTwoAccounts('refuses the one command whose text no database can hold', async (mine) => {
    const { facts } = mine;
    const unstorable = { principal: 'p', idempotencyKey: '\0' };
    const results = await Promise.allSettled([
      mine.append(facts.userCreated('ada')),
      mine.append(facts.userCreated('a\0b')),
      mine.append(facts.userCreated('c', '/\0/')),
      mine.append(facts.sessionTokenIssued('ada'), { actor: '\0' }),
      mine.run((transaction) => {
        transaction.keepAnswer(unstorable, { requestHash: 'h', keyId: 'm', ciphertext: 'c' });
      }),
      mine.log.transact(mine.id, (transaction) => transaction.keptAnswer(unstorable)),
      mine.append(facts.sessionTokenIssued('ada'), { reason: 'a reason with \0 is stored as its escape' }),
    ]);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(results[1]).toMatchObject({ reason: { message: expect.stringContaining('U+0000') as unknown } });
    expect((await mine.envelopes()).at(-1)).toMatchObject({
      reason: 'a reason with \0 is stored as its escape',
    });
  });

  under.inTwoAccounts('refuses an append after the work of its transaction has ended', async (mine) => {
    const leaked = await under.log.transact(mine.id, (transaction) => Promise.resolve({ transaction }));
    const { transaction } = leaked.result;
    await expect(transaction.append(mine.facts.metadata(), [mine.facts.userCreated('ada')])).rejects.toThrow(
      'the transaction has ended',
    );
  });

  under.inTwoAccounts('refuses a second open document of a name that differs only in case', async (mine) => {
    await mine.append(mine.facts.userCreated('Ada'));
    const [second, neighbour] = await Promise.allSettled([
      mine.append(mine.facts.userCreated('aDA#2')),
      mine.append(mine.facts.userCreated('bob')),
    ]);
    expect(second).toMatchObject({ status: 'rejected', reason: expect.any(NameTakenError) as unknown });
    expect(neighbour).toMatchObject({ status: 'fulfilled', value: { revision: 2n } });
    await mine.append(mine.facts.userDeleted('Ada'));
    await expect(mine.append(mine.facts.userCreated('aDA#2'))).resolves.toMatchObject({ revision: 4n });
  });

  under.inTwoAccounts('never lets time decrease although the clock runs backwards', async (mine) => {
    await mine.append(mine.facts.userCreated('ada'));
    under.clock.advance(-60_000);
    const { result: now } = await under.log.transact(mine.id, async (transaction) => {
      await transaction.append(mine.facts.metadata(), [mine.facts.userCreated('bob')]);
      return transaction.now;
    });
    under.clock.advance(61_000);
    await mine.append(mine.facts.userCreated('carl'));
    const times = (await mine.envelopes()).map(({ time }) => Date.parse(time));
    expect(times).toEqual([under.clock.time - 1000, now.getTime(), under.clock.time]);
    expect(now.getTime()).toBe(under.clock.time - 1000);
  });

  under.inTwoAccounts(
    'stores everything about an event in its envelope, for auditors to check',
    async (mine) => {
      await mine.append(mine.facts.userCreated('Ada'), {
        action: 'iam:CreateUser',
        reason: 'joins “Café ☕” 𝔘',
        credentialId: 'AKIAEXAMPLE',
      });
      const [envelope] = await mine.envelopes();
      expect(envelope).toEqual({
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        source: `/accounts/${mine.id}`,
        type: 'grantlog.UserCreated',
        subject: mine.facts.arn('user', 'Ada'),
        time: under.clock.read().toISOString(),
        datacontenttype: 'application/json',
        dataschema: 'urn:grantlog:event:UserCreated:1',
        revision: '1',
        action: 'iam:CreateUser',
        actor: mine.facts.root,
        credentialid: 'AKIAEXAMPLE',
        requestid: 'request-1',
        sourceip: '192.0.2.1',
        reason: 'joins “Café ☕” 𝔘',
        entities: mine.facts.arn('user', 'Ada'),
        prevhash: '0'.repeat(64),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        data: mine.facts.userCreated('Ada').data,
      });
    },
  );

  under.inTwoAccounts('shows one changed byte of the answers', async (mine) => {
    await mine.append(numbers(5).map((index) => mine.facts.userCreated(`u${index}`)));
    const envelopes = await mine.envelopes();
    const forged = envelopes.map((envelope) =>
      envelope.revision === '3' ? { ...envelope, sourceip: '192.0.2.2' } : envelope,
    );
    expect(verifyChain(envelopes)).toBeUndefined();
    expect(verifyChain(forged)).toEqual({ revision: 3n, reason: 'hash_differs' });
  });
}
