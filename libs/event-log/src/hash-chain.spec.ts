import type { EventEnvelope } from '@grantlog/events';
import { canonicalJson, event } from '@grantlog/events';
import { sealEvent } from './engines/sql/batch/seal-event.js';
import { chainStart, hashOf, verifyChain } from './hash-chain.js';

const metadata = { actor: 'a', action: 'iam:CreateGroup', requestId: 'r', sourceIp: '192.0.2.1' };

/** Three groups made one second apart. */
function chain(account = '111111111111'): EventEnvelope[] {
  const envelopes: EventEnvelope[] = [];
  let position = chainStart;
  for (const name of ['a', 'b', 'c']) {
    const fact = event('GroupCreated', {
      groupName: name,
      groupId: name,
      groupArn: `arn:${name}`,
      path: '/',
    });
    const time = new Date(1_700_000_000_000 + envelopes.length * 1000);
    const { envelope, stored } = sealEvent(account, position, fact, metadata, time);
    position = stored;
    envelopes.push({ ...envelope, hash: stored.hash });
  }
  return envelopes;
}

/** The envelope with its hash made again, as a forger would. */
function resealed(envelope: EventEnvelope): EventEnvelope {
  return { ...envelope, hash: hashOf(canonicalJson({ ...envelope, hash: undefined })) };
}

/** The chain with its second event replaced. */
function withSecond(change: (envelope: EventEnvelope) => EventEnvelope): EventEnvelope[] {
  return chain().map((envelope, index) => (index === 1 ? change(envelope) : envelope));
}

describe('verifyChain', () => {
  it('finds no fault in a chain, in a part of one, or in no events', () => {
    const whole = chain();
    expect(verifyChain(whole)).toBeUndefined();
    expect(verifyChain(whole.slice(1), { revision: 1n, hash: whole[0]?.hash ?? '' })).toBeUndefined();
    expect(verifyChain([])).toBeUndefined();
  });

  it('does not depend on the order of members in the answer', () => {
    const shuffled = chain().map(({ specversion, id, ...rest }) => ({ ...rest, id, specversion }));
    expect(verifyChain(shuffled)).toBeUndefined();
  });

  it('finds a changed, an added and a removed member', () => {
    const fault = { revision: 2n, reason: 'hash_differs' };
    expect(verifyChain(withSecond((envelope) => ({ ...envelope, actor: 'b' })))).toEqual(fault);
    expect(verifyChain(withSecond((envelope) => ({ ...envelope, reason: '' })))).toEqual(fault);
    expect(verifyChain(withSecond((envelope) => ({ ...envelope, data: undefined })))).toEqual(fault);
  });

  it('finds a forged event by the event after it', () => {
    const forged = withSecond((envelope) => resealed({ ...envelope, actor: 'b' }));
    expect(verifyChain(forged)).toEqual({ revision: 3n, reason: 'chain_broken' });
  });

  it('finds a missing, a repeated and a swapped event', () => {
    const [a, b, c] = chain() as [EventEnvelope, EventEnvelope, EventEnvelope];
    const fault = { revision: 2n, reason: 'revision_not_dense' };
    expect(verifyChain([a, c])).toEqual(fault);
    expect(verifyChain([a, a, b])).toEqual(fault);
    expect(verifyChain([a, c, b])).toEqual(fault);
    expect(verifyChain([b, c])).toEqual({ revision: 1n, reason: 'revision_not_dense' });
  });

  it('finds an event of another account and time that runs backwards', () => {
    expect(verifyChain(withSecond((envelope) => resealed({ ...envelope, source: '/accounts/2' })))).toEqual({
      revision: 2n,
      reason: 'other_account',
    });
    expect(
      verifyChain(withSecond((envelope) => resealed({ ...envelope, time: '2020-01-01T00:00:00.000Z' }))),
    ).toEqual({ revision: 2n, reason: 'time_decreases' });
  });
});
