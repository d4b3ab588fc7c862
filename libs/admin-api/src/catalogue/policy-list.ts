import type { PolicyDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { cutPage, type Page, type PageInput, rangeOf } from './paging.js';

/** Which managed policies to list. */
export interface PolicyListInput extends PageInput {
  readonly pathPrefix: string;
  /** `AWS` asks for policies that AWS owns: there are none. */
  readonly scope: 'All' | 'AWS' | 'Local';
  readonly onlyAttached: boolean;
}

/** A managed policy and how many entities it is attached to. */
export interface CountedPolicy {
  readonly policy: PolicyDocument;
  readonly count: number;
}

/** One page of managed policies. With `onlyAttached` it reads on until the page is full or the list ends. */
export async function pageOfPolicies(
  reader: AccountReader,
  input: PolicyListInput,
): Promise<Page<CountedPolicy>> {
  const { scope, pathPrefix, onlyAttached, maxItems } = input;
  const found: CountedPolicy[] = [];
  let range = { ...rangeOf(input), pathPrefix };
  let goesOn = scope !== 'AWS';
  while (goesOn && found.length <= maxItems) {
    const batch = await reader.list('policy', range);
    const counts = await reader.referrerCounts(batch.map(({ id }) => id));
    const counted = batch.map((policy) => ({ policy, count: counts.get(policy.id) ?? 0 }));
    found.push(...counted.filter(({ count }) => !onlyAttached || count > 0));
    const last = batch.at(-1);
    goesOn = batch.length === range.limit && last !== undefined;
    if (last !== undefined) range = { ...range, afterName: last.name };
  }
  return cutPage(found, ({ policy }) => policy.name, input);
}
