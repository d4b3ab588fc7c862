/** How a figure is kept: it only grows, it goes up and down, or it counts observations by size. */
export type MetricKind = 'counter' | 'gauge' | 'histogram';

/** One figure of a process, as `GET /metrics` shows it. */
export interface MetricRow {
  readonly name: string;
  readonly kind: MetricKind;
  /** Names of its labels; their values come from fixed lists, so that the number of series is bounded. */
  readonly labels: readonly string[];
  readonly meaning: string;
  /** Inclusive upper bounds of a histogram's buckets. */
  readonly bounds: readonly number[];
}

// Decisions take microseconds, waits for a revision seconds.
const secondsBounds = [
  25e-6, 50e-6, 100e-6, 250e-6, 500e-6, 1e-3, 2.5e-3, 5e-3, 10e-3, 25e-3, 50e-3, 0.1, 0.25, 0.5, 1, 2.5, 10,
];
const itemBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/**
 * Every figure of a process, by the name that the program uses: the one table from which they are counted and the
 * documentation is made. A process has the figures of the parts that it has.
 */
export const metricsTable = {
  decisions: counter(
    'decisions_total',
    ['result'],
    'decisions by `allow`, `explicit_deny`, `implicit_deny`, or the code of the error that prevented one; each item of a batch counts',
  ),
  authorizeSeconds: histogram(
    'authorize_seconds',
    ['method'],
    'time from the authenticated call to its answer, waits for a revision included',
    secondsBounds,
  ),
  batchItems: histogram('batch_items', [], 'items of one BatchAuthorize call', itemBounds),
  grpcCalls: counter('grpc_calls_total', ['method', 'code'], 'gRPC calls answered, by status code'),
  httpRequests: counter(
    'http_requests_total',
    ['method', 'route', 'status'],
    'HTTP requests answered, by route and status; `none` where there is no route',
  ),
  httpSeconds: histogram('http_request_seconds', [], 'time from the headers to the answer', secondsBounds),
  operations: counter(
    'operations_total',
    ['operation', 'outcome'],
    'administrative operations by `done` or the code of the error',
  ),
  operationSeconds: histogram(
    'operation_seconds',
    ['kind'],
    'time of an authenticated `command` or `query`, the commit included',
    secondsBounds,
  ),
  queueDelaySeconds: gauge(
    'queue_delay_seconds',
    [],
    'how long work waits for the event loop: the least of the last complete window',
  ),
  shedCalls: counter(
    'shed_calls_total',
    ['edge'],
    'calls refused with `too_many_requests`, of `decision` or `admin`',
  ),
  operationsInFlight: gauge('operations_in_flight', [], 'administrative calls that are not answered yet'),
  loadedAccounts: gauge('loaded_accounts', [], 'accounts in memory'),
  stoppedAccounts: gauge(
    'stopped_accounts',
    [],
    'accounts in memory that stay at their revision because an event could not be applied: look into the log',
  ),
  accountStops: counter(
    'account_stops_total',
    ['reason'],
    'accounts that stopped by `unfoldable_event`, `log_regressed` or `other_history`, also if they were loaded anew since',
  ),
  accountBytes: gauge('account_bytes', [], 'about how much memory the loaded accounts take'),
  accountLoads: counter(
    'account_loads_total',
    ['source'],
    'loads of accounts from `store` or `log`, and `failed` ones',
  ),
  accountDrops: counter('account_drops_total', [], 'accounts dropped to keep within the memory limit'),
  lagRevisions: gauge(
    'lag_revisions',
    [],
    'revisions that the account furthest behind has heard of and not applied',
  ),
  lagSeconds: gauge('lag_seconds', [], 'how long the oldest revision that is not applied has been known'),
  headReadFailures: counter('head_read_failures_total', [], 'times that the log did not say what is newest'),
  foreignEvents: counter(
    'foreign_events_total',
    ['part'],
    'times that the feed brought what the log does not have, and it was left out by `replica` or `indexer`: alert on any',
  ),
  feedConnected: gauge('feed_connected', [], '1 while changes arrive, 0 while they do not'),
  digestComparisons: counter(
    'digest_comparisons_total',
    ['result'],
    'comparisons of an account in memory with its copy: `equal`, `mismatch`, `skipped`, `failed`; with the log: `log_equal`, `log_mismatch`',
  ),
  relayAccounts: gauge('relay_backlog_accounts', [], 'accounts with events that nobody has published'),
  relayEvents: gauge('relay_backlog_events', [], 'events that nobody has published'),
  relaySeconds: gauge('relay_backlog_seconds', [], 'age of the oldest of them'),
  relayPublished: counter('relay_published_events_total', [], 'events that this process has published'),
  relayDelivering: gauge(
    'relay_delivering',
    [],
    '1 while the relay can publish, 0 while the feed or the log is down',
  ),
  collectorFailures: counter(
    'collector_failures_total',
    [],
    'figures that could not be read for an answer and are missing in it',
  ),
} as const satisfies Record<string, MetricRow>;

/** The names that the program uses for figures. */
export type MetricKey = keyof typeof metricsTable;

/** The figures of a kind. */
export type MetricOf<Kind extends MetricKind> = {
  [K in MetricKey]: (typeof metricsTable)[K]['kind'] extends Kind ? K : never;
}[MetricKey];

/** A value for every label of a figure, in the order of the table. */
export type LabelsOf<K extends MetricKey> = Values<(typeof metricsTable)[K]['labels']>;

type Values<Labels extends readonly string[]> = { readonly [I in keyof Labels]: string };

function counter<const L extends readonly string[]>(name: string, labels: L, meaning: string) {
  return { name: `grantlog_${name}`, kind: 'counter', labels, meaning, bounds: [] } as const;
}

function gauge<const L extends readonly string[]>(name: string, labels: L, meaning: string) {
  return { name: `grantlog_${name}`, kind: 'gauge', labels, meaning, bounds: [] } as const;
}

function histogram<const L extends readonly string[]>(
  name: string,
  labels: L,
  meaning: string,
  bounds: readonly number[],
) {
  return { name: `grantlog_${name}`, kind: 'histogram', labels, meaning, bounds } as const;
}
