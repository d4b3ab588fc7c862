import type { EntityDocument } from '@grantlog/account-state';
import { account, allow, happened } from '../account.fixture.js';
import { fold, stored } from '../in-memory-source.fixture.js';
import { estimatedBytes } from './account-weight.js';

function weightOf(...facts: readonly { type: string; data: unknown }[]): number {
  return estimatedBytes(fold(facts.map((fact, index) => stored(account, BigInt(index + 1), fact))).documents);
}

const ada = happened.userCreated('ada');
const policy = allow('s3:GetObject');

describe('the estimated weight of an account', () => {
  it('is nothing for nothing and grows with every document', () => {
    expect(weightOf()).toBe(0);
    expect(weightOf(ada, happened.userCreated('bob'))).toBe(2 * weightOf(ada));
    for (const fact of [
      happened.accountCreated(),
      happened.groupCreated('staff'),
      happened.roleCreated('night'),
    ]) {
      expect(weightOf(fact)).toBeGreaterThan(0);
    }
  });

  it.each([
    ['a tag', [happened.userCreated('ada', { team: 'sales' })]],
    ['an access key', [ada, happened.keyCreated('ada', 'AKIAADA')]],
    ['a membership', [ada, happened.joined('ada', 'staff')]],
    ['an attached policy', [ada, happened.attachedToUser('ada', 'reader')]],
    ['an inline policy', [ada, happened.inlinePut('ada', policy)]],
  ])('grows with %s', (_, facts) => {
    expect(weightOf(...facts)).toBeGreaterThan(weightOf(ada));
  });

  it('counts a policy by its length in compiled form, and only the default version of a managed one', () => {
    const longer = allow('s3:GetObject', { Sid: 'x'.repeat(1_000) });
    const inline =
      weightOf(ada, happened.inlinePut('ada', longer)) - weightOf(ada, happened.inlinePut('ada', policy));
    expect(inline).toBeGreaterThan(10_000);
    const managed = happened.policyCreated('reader', policy);
    const unused =
      weightOf(managed, happened.versionCreated('reader', 'v2', longer, false)) - weightOf(managed);
    expect(unused).toBeLessThan(2_000);
  });

  it('is about what 20,000 users took when it was measured: 27 MB', () => {
    const groups = ['AGPAONE', 'AGPATWO'];
    const [user] = fold([stored(account, 1n, happened.userCreated('ada', { team: 'sales' }))]).documents;
    const keyed = { ...user, groups, accessKeys: [{ id: 'AKIAADA', status: 'Active', createDate: '' }] };
    const weight = estimatedBytes(Array.from({ length: 20_000 }, () => keyed as EntityDocument));
    expect(Math.round(weight / 1e6)).toBeGreaterThan(24);
    expect(Math.round(weight / 1e6)).toBeLessThan(30);
  });
});
