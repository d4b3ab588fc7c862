import { Metrics } from './metrics.js';
import { metricsTable } from './metrics-table.js';
import { comparisonReadings, indexerReadings, replicaReadings } from './readings.js';

describe('the figures of a process', () => {
  let metrics: Metrics;
  beforeEach(() => {
    metrics = new Metrics();
  });

  const lines = async (name: string) => {
    const text = await metrics.text();
    return text.split('\n').filter((line) => line.startsWith(name));
  };

  it('are all described, once, whether they have a value or not', async () => {
    const text = await metrics.text();
    for (const { name, kind, meaning } of Object.values(metricsTable)) {
      expect(text.split(`# HELP ${name} ${meaning}\n# TYPE ${name} ${kind}\n`)).toHaveLength(2);
    }
    expect(text).toMatch(/\n$/);
  });

  it('count by label', async () => {
    metrics.count('decisions', ['allow']);
    metrics.count('decisions', ['allow'], 4);
    metrics.count('grpcCalls', ['Authorize', 'OK']);
    expect(await lines('grantlog_decisions_total')).toEqual(['grantlog_decisions_total{result="allow"} 5']);
    expect(await lines('grantlog_grpc_calls_total')).toEqual([
      'grantlog_grpc_calls_total{method="Authorize",code="OK"} 1',
    ]);
  });

  it('escape what a label holds', async () => {
    metrics.count('decisions', ['a"b\\c\nd']);
    expect(await lines('grantlog_decisions_total')).toEqual([
      'grantlog_decisions_total{result="a\\"b\\\\c\\nd"} 1',
    ]);
  });

  it('count observations at their bound and below every larger one', async () => {
    for (const items of [1, 2, 3, 5_000]) metrics.observe('batchItems', [], items);
    const found = await lines('grantlog_batch_items');
    expect(found.slice(0, 3)).toEqual([
      'grantlog_batch_items_bucket{le="1"} 1',
      'grantlog_batch_items_bucket{le="2"} 2',
      'grantlog_batch_items_bucket{le="5"} 3',
    ]);
    expect(found.slice(-4)).toEqual([
      'grantlog_batch_items_bucket{le="1000"} 3',
      'grantlog_batch_items_bucket{le="+Inf"} 4',
      'grantlog_batch_items_sum 5006',
      'grantlog_batch_items_count 4',
    ]);
  });

  it('are read where another part keeps them, each time anew', async () => {
    let loadedAccounts = 1;
    const loads = { fromStore: 2, fromLog: 3, failed: 4 };
    metrics.collect(() =>
      replicaReadings({
        loadedAccounts: loadedAccounts++,
        stoppedAccounts: 0,
        estimatedBytes: 9,
        lagRevisions: 7n,
        lagMs: 1_500,
        loads,
        drops: 1,
        headReadFailures: 0,
        foreignEvents: 5,
        stops: { unfoldable_event: 1, log_regressed: 0, other_history: 2 },
      }),
    );
    metrics.collect(() => indexerReadings({ foreignEvents: 6 }));
    await metrics.text();
    expect(await lines('grantlog_loaded_accounts')).toEqual(['grantlog_loaded_accounts 2']);
    expect(await lines('grantlog_lag_')).toEqual(['grantlog_lag_revisions 7', 'grantlog_lag_seconds 1.5']);
    expect(await lines('grantlog_account_loads_total')).toEqual([
      'grantlog_account_loads_total{source="store"} 2',
      'grantlog_account_loads_total{source="log"} 3',
      'grantlog_account_loads_total{source="failed"} 4',
    ]);
    expect(await lines('grantlog_foreign_events_total')).toEqual([
      'grantlog_foreign_events_total{part="replica"} 5',
      'grantlog_foreign_events_total{part="indexer"} 6',
    ]);
    expect(await lines('grantlog_account_stops_total')).toEqual([
      'grantlog_account_stops_total{reason="unfoldable_event"} 1',
      'grantlog_account_stops_total{reason="log_regressed"} 0',
      'grantlog_account_stops_total{reason="other_history"} 2',
    ]);
  });

  it('that cannot be read are missing, are counted, and do not hide the others', async () => {
    metrics = new Metrics(undefined, 5);
    metrics.collect(() => Promise.reject(new Error('down')));
    metrics.collect(() => {
      throw new Error('broken');
    });
    metrics.collect(() => new Promise(() => undefined));
    const counts = { compared: 3, mismatches: 1, withLog: 5, wrong: 2, skipped: 0, failed: 0 };
    metrics.collect(() => comparisonReadings(counts));
    expect((await lines('grantlog_digest_comparisons_total')).slice(0, 4)).toEqual([
      'grantlog_digest_comparisons_total{result="equal"} 2',
      'grantlog_digest_comparisons_total{result="mismatch"} 1',
      'grantlog_digest_comparisons_total{result="log_equal"} 3',
      'grantlog_digest_comparisons_total{result="log_mismatch"} 2',
    ]);
    expect(await lines('grantlog_collector_failures_total')).toEqual(['grantlog_collector_failures_total 6']);
  });
});
