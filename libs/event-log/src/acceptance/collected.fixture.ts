import type { StoredEvent } from '@grantlog/events';
import { canonicalJson } from '@grantlog/events';
import type { ChangeListener } from '../change-feed/change-feed.js';
import { hashOf } from '../hash-chain.js';

/** Events of one account as a log would have stored them, as far as a feed looks. */
export function eventsOf(account: string, from: number, to: number, bytes = 0): readonly StoredEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const revision = BigInt(from + index);
    const text = canonicalJson({
      source: `/accounts/${account}`,
      revision: revision.toString(),
      data: 'ü'.repeat(bytes / 2),
    });
    return { account, revision, text, hash: hashOf(text) };
  });
}

/** What a listener was called with. */
export class Collected {
  readonly deliveries: (readonly StoredEvent[])[] = [];

  readonly listener: ChangeListener = (account, events) => {
    if (events.some((event) => event.account !== account)) throw new Error('events of another account');
    this.deliveries.push(events);
  };

  /** Every revision in the order of arrival. */
  arrived(account: string): readonly number[] {
    return this.events(account).map(({ revision }) => Number(revision));
  }

  /** The revisions as somebody sees them who ignores what is not beyond what he knows. */
  known(account: string): readonly number[] {
    let newest = 0;
    return this.arrived(account).filter((revision) => {
      const isNew = revision > newest;
      if (isNew) newest = revision;
      return isNew;
    });
  }

  events(account: string): readonly StoredEvent[] {
    return this.deliveries.flat().filter((event) => event.account === account);
  }

  has(account: string, revision: number): boolean {
    return this.arrived(account).includes(revision);
  }
}

/** 1..count. */
export function revisionsTo(count: number, from = 1): readonly number[] {
  return Array.from({ length: count - from + 1 }, (_, index) => from + index);
}
