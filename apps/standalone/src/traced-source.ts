import type { AccountSource } from '@grantlog/decision';
import { tracedListener, type Tracing } from '@grantlog/platform';

/** The source of a replica, with every change that it hands over in the traces. */
export function tracedSource(source: AccountSource, tracing: Tracing): AccountSource {
  return {
    snapshot: (account, demand) => source.snapshot(account, demand),
    read: (account, range) => source.read(account, range),
    heads: (accounts) => source.heads(accounts),
    subscribe: (listener) => source.subscribe(tracedListener(tracing, listener)),
  };
}
