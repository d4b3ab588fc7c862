import type { StoredSecret, StoredSigningKeyRow } from '../event-log.js';
import type { AccountUnderTest } from './account-under-test.fixture.js';
import type { LogUnderTest } from './log-under-test.fixture.js';

const hourMs = 60 * 60 * 1000;

/** What a log promises about key material and kept answers. */
export function acceptKeyMaterial(under: LogUnderTest): void {
  const secretOf = (mine: AccountUnderTest, name: string, ciphertext = 'c1'): StoredSecret => ({
    account: mine.id,
    accessKeyId: `AKIA-${mine.id}-${name}`,
    ownerKind: 'user',
    ownerId: 'USER-ada',
    keyId: 'master-1',
    ciphertext,
  });

  under.inTwoAccounts('stores and deletes secrets in the transaction of the events', async (mine) => {
    const [kept, gone] = [secretOf(mine, 'kept'), secretOf(mine, 'gone')];
    await under.log.transact(mine.id, async (transaction) => {
      await transaction.append(mine.facts.metadata(), [mine.facts.userCreated('ada')]);
      transaction.putSecret(kept);
      transaction.putSecret(gone);
    });
    expect(await under.log.findSecret(kept.accessKeyId)).toEqual(kept);
    expect(await under.log.findSecret(gone.accessKeyId)).toEqual(gone);
    await under.log.transact(mine.id, (transaction) => {
      transaction.deleteSecret(gone.accessKeyId);
      transaction.putSecret({ ...kept, ciphertext: 'c2', keyId: 'master-2' });
      return Promise.resolve();
    });
    expect(await under.log.findSecret(kept.accessKeyId)).toMatchObject({
      ciphertext: 'c2',
      keyId: 'master-2',
    });
    expect(await under.log.findSecret(gone.accessKeyId)).toBeUndefined();
  });

  under.inTwoAccounts('applies what one batch does to a secret in its order', async (mine) => {
    const secret = secretOf(mine, 'x');
    const put = () =>
      mine.run((transaction) => {
        transaction.putSecret(secret);
      });
    const remove = () =>
      mine.run((transaction) => {
        transaction.deleteSecret(secret.accessKeyId);
      });
    await Promise.all([put(), remove()]);
    expect(await under.log.findSecret(secret.accessKeyId)).toBeUndefined();
    await Promise.all([put(), remove(), put()]);
    expect(await under.log.findSecret(secret.accessKeyId)).toEqual(secret);
  });

  under.inTwoAccounts("neither stores nor deletes another account's secret", async (mine, other) => {
    const theirs = secretOf(other, 'theirs');
    await other.run((transaction) => {
      transaction.putSecret(theirs);
    });
    const foreign = mine.run((transaction) => {
      transaction.putSecret(theirs);
    });
    await expect(foreign).rejects.toThrow('a secret belongs to the account of its transaction');
    await mine.run((transaction) => {
      transaction.deleteSecret(theirs.accessKeyId);
    });
    expect(await under.log.findSecret(theirs.accessKeyId)).toEqual(theirs);
  });

  under.inTwoAccounts('keeps the answer of a command for 24 hours', async (mine, other) => {
    const key = { principal: 'USER-ada', idempotencyKey: 'key-1' };
    const answer = { requestHash: 'h1', keyId: 'master-1', ciphertext: 'c1' };
    const kept = (account: AccountUnderTest, more = {}) =>
      under.log
        .transact(account.id, (transaction) => transaction.keptAnswer({ ...key, ...more }))
        .then(({ result }) => result);
    await mine.run((transaction) => {
      transaction.keepAnswer(key, answer);
    });
    expect(await kept(mine)).toEqual(answer);
    expect(await kept(other)).toBeUndefined();
    expect(await kept(mine, { principal: 'USER-bob' })).toBeUndefined();
    expect(await kept(mine, { idempotencyKey: 'key-2' })).toBeUndefined();
    under.clock.advance(24 * hourMs - 1);
    expect(await kept(mine)).toEqual(answer);
    under.clock.advance(1);
    expect(await kept(mine)).toBeUndefined();
    const newer = { ...answer, requestHash: 'h2' };
    await mine.run((transaction) => {
      transaction.keepAnswer(key, newer);
    });
    expect(await kept(mine)).toEqual(newer);
  });

  under.inTwoAccounts(
    'answers the second of two equal commands in one batch with what the first kept',
    async (mine) => {
      const key = { principal: 'USER-ada', idempotencyKey: 'key-1' };
      const command = () =>
        under.log.transact(mine.id, async (transaction) => {
          const kept = await transaction.keptAnswer(key);
          if (kept !== undefined) return kept.ciphertext;
          await transaction.append(mine.facts.metadata(), [mine.facts.userCreated('ada')]);
          transaction.keepAnswer(key, { requestHash: 'h', keyId: 'master-1', ciphertext: 'first' });
          return 'made';
        });
      const results = await Promise.all([command(), command()]);
      expect(results.map(({ result }) => result)).toEqual(['made', 'first']);
      expect(await mine.events()).toHaveLength(1);
    },
  );

  it('keeps signing keys, oldest first, and never replaces one', async () => {
    const row = (kid: string, from: string): StoredSigningKeyRow => ({
      kid,
      publicJwk: `{"kid":"${kid}"}`,
      keyId: 'master-1',
      ciphertext: `cipher-${kid}`,
      validFrom: new Date(from),
      validUntil: new Date('2027-01-01T00:00:00.123Z'),
    });
    const [older, newer] = [row('k2', '2026-01-01T00:00:00Z'), row('k1', '2026-02-01T00:00:00Z')];
    await under.log.addSigningKey(newer);
    await under.log.addSigningKey(older);
    await under.log.addSigningKey({ ...older, ciphertext: 'replaced' });
    expect(await under.log.signingKeys()).toEqual([older, newer]);
    const shown = [older, newer].map(({ kid, publicJwk, validFrom, validUntil }) => ({
      kid,
      publicJwk,
      validFrom,
      validUntil,
    }));
    expect(await under.log.publicSigningKeys()).toEqual(shown);
  });
}
