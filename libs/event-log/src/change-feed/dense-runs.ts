import type { StoredEvent } from '@grantlog/events';

/** Consecutive revisions of one account. */
export interface DenseRun {
  readonly account: string;
  readonly events: readonly StoredEvent[];
}

/**
 * Sorts what came in one delivery by account, each account's events in the order of arrival, cut where a revision is
 * missing, an earlier one begins again, or a revision comes again as another event. What repeats in a run is left out.
 */
export function denseRuns(events: Iterable<StoredEvent>): readonly DenseRun[] {
  const byAccount = new Map<string, StoredEvent[][]>();
  for (const event of events) {
    const runs = byAccount.get(event.account) ?? [];
    byAccount.set(event.account, runs);
    const run = runs.at(-1);
    if (run === undefined || !extend(run, event)) runs.push([event]);
  }
  return [...byAccount].flatMap(([account, runs]) => runs.map((run) => ({ account, events: run })));
}

/** Whether the run has the event now. */
function extend(run: StoredEvent[], event: StoredEvent): boolean {
  const [first, last] = [run[0]?.revision ?? 0n, run.at(-1)?.revision ?? 0n];
  if (event.revision === last + 1n) run.push(event);
  return run[Number(event.revision - first)]?.hash === event.hash;
}
