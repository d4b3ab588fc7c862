import { account, happened, otherAccount } from '../account.fixture.js';
import { InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer, settled } from '../manual-timer.fixture.js';
import { HeadReads } from './head-reads.js';

function given(events: number) {
  const source = new InMemorySource();
  const time = new ManualTimer();
  const append = () => source.append(account, happened.accountCreated());
  for (let count = 0; count < events; count += 1) append();
  return { source, time, append, reads: new HeadReads(source, time.timer) };
}

/** Holds the answer of the next read back until it is let go. */
function heldBack(source: InMemorySource): () => void {
  let letGo = () => undefined as unknown;
  source.answering = new Promise((resolve) => {
    letGo = resolve;
  });
  return letGo;
}

describe('reads of heads', () => {
  it('are shared by who asks in the same moment', async () => {
    const { source, reads } = given(2);
    source.append(otherAccount, happened.accountCreated(otherAccount));
    const answers = await Promise.all([reads.read([account]), reads.read([otherAccount, account])]);
    expect(answers.map((heads) => [account, otherAccount].map((of) => heads.get(of)?.revision))).toEqual([
      [2n, 1n],
      [2n, 1n],
    ]);
    expect(source.calls.heads).toBe(1);
  });

  it('are not shared with a caller who came after the read began', async () => {
    const { source, reads, append } = given(1);
    const letGo = heldBack(source);
    const early = reads.read([account]);
    await settled();
    append();
    const late = [reads.read([account]), reads.read([account])];
    letGo();
    expect((await early).get(account)?.revision).toBe(1n);
    expect((await Promise.all(late)).map((heads) => heads.get(account)?.revision)).toEqual([2n, 2n]);
    expect(source.calls.heads).toBe(2);
  });

  it('fail for who shares them and are tried again for the next', async () => {
    const { source, reads } = given(1);
    source.outage = new Error('the log is down');
    const both = [reads.read([account]), reads.read([account])];
    await expect(both[0]).rejects.toThrow('the log is down');
    await expect(both[1]).rejects.toThrow('the log is down');
    source.outage = undefined;
    expect((await reads.read([account])).get(account)?.revision).toBe(1n);
    expect(reads.failures).toBe(1);
  });

  it('do not wait for a log that never answers', async () => {
    const { source, time, reads } = given(1);
    heldBack(source);
    const stuck = reads.read([account]);
    await settled();
    source.answering = Promise.resolve();
    const next = reads.read([account]);
    time.pass(1_000);
    await expect(stuck).rejects.toThrow('no answer within 1000 ms');
    expect((await next).get(account)?.revision).toBe(1n);
    expect(time.pending).toBe(0);
  });
});
