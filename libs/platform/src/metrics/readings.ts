import type { Reading } from './metrics.js';

/** A replica in numbers. */
export interface ReplicaFigures {
  readonly loadedAccounts: number;
  readonly stoppedAccounts: number;
  readonly estimatedBytes: number;
  readonly lagRevisions: bigint;
  readonly lagMs: number;
  readonly loads: { readonly fromStore: number; readonly fromLog: number; readonly failed: number };
  readonly drops: number;
  readonly headReadFailures: number;
  readonly foreignEvents: number;
  readonly stops: Readonly<Record<'unfoldable_event' | 'log_regressed' | 'other_history', number>>;
}

/** The backlog of all relays of a log. */
export interface BacklogFigures {
  readonly accountsBehind: number;
  readonly eventsBehind: number;
  readonly oldestSeconds: number;
}

/** What one relay has done. */
export interface RelayFigures {
  readonly published: number;
  readonly isDelivering: boolean;
}

/** Comparisons of accounts in memory with their copies and with the log. */
export interface ComparisonFigures {
  readonly compared: number;
  readonly mismatches: number;
  readonly withLog: number;
  readonly wrong: number;
  readonly skipped: number;
  readonly failed: number;
}

/** The figures of a replica. */
export function replicaReadings(figures: ReplicaFigures): readonly Reading[] {
  return [
    reading('loadedAccounts', figures.loadedAccounts),
    reading('stoppedAccounts', figures.stoppedAccounts),
    reading('accountBytes', figures.estimatedBytes),
    reading('lagRevisions', Number(figures.lagRevisions)),
    reading('lagSeconds', figures.lagMs / 1_000),
    reading('accountLoads', figures.loads.fromStore, 'store'),
    reading('accountLoads', figures.loads.fromLog, 'log'),
    reading('accountLoads', figures.loads.failed, 'failed'),
    reading('accountDrops', figures.drops),
    reading('headReadFailures', figures.headReadFailures),
    reading('foreignEvents', figures.foreignEvents, 'replica'),
    ...Object.entries(figures.stops).map(([reason, count]) => reading('accountStops', count, reason)),
  ];
}

/** The figures of who writes the warm copy. */
export function indexerReadings({ foreignEvents }: { readonly foreignEvents: number }): readonly Reading[] {
  return [reading('foreignEvents', foreignEvents, 'indexer')];
}

/** The figures of the relays of a log. */
export function backlogReadings(figures: BacklogFigures): readonly Reading[] {
  return [
    reading('relayAccounts', figures.accountsBehind),
    reading('relayEvents', figures.eventsBehind),
    reading('relaySeconds', figures.oldestSeconds),
  ];
}

/** The figures of this process's relay. */
export function relayReadings({ published, isDelivering }: RelayFigures): readonly Reading[] {
  return [reading('relayPublished', published), reading('relayDelivering', isDelivering ? 1 : 0)];
}

/** Whether a subscription gets changes now. */
export function feedReadings({ isConnected }: { readonly isConnected: boolean }): readonly Reading[] {
  return [reading('feedConnected', isConnected ? 1 : 0)];
}

/** The figures of the comparison of digests. */
export function comparisonReadings(figures: ComparisonFigures): readonly Reading[] {
  return [
    reading('digestComparisons', figures.compared - figures.mismatches, 'equal'),
    reading('digestComparisons', figures.mismatches, 'mismatch'),
    reading('digestComparisons', figures.withLog - figures.wrong, 'log_equal'),
    reading('digestComparisons', figures.wrong, 'log_mismatch'),
    reading('digestComparisons', figures.skipped, 'skipped'),
    reading('digestComparisons', figures.failed, 'failed'),
  ];
}

function reading(metric: Reading['metric'], value: number, ...labels: readonly string[]): Reading {
  return { metric, labels, value };
}
