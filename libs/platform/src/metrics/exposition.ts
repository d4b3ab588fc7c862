import type { Histogram } from './histogram.js';
import type { MetricRow } from './metrics-table.js';

/** One figure with one value for each of its labels. */
export interface Series {
  readonly labels: readonly string[];
  value: number;
  histogram?: Histogram;
}

/** A figure in the text format of Prometheus ("Exposition formats", version 0.0.4). */
export function expositionOf(row: MetricRow, series: readonly Series[]): string {
  const lines = series.flatMap((each) => linesOf(row, each));
  const { name, kind, meaning } = row;
  return [`# HELP ${name} ${meaning}`, `# TYPE ${name} ${kind}`, ...lines, ''].join('\n');
}

function linesOf(
  { name, labels }: MetricRow,
  { labels: values, value, histogram }: Series,
): readonly string[] {
  const pairs = labels.map((label, index) => `${label}="${escaped(values[index] ?? '')}"`);
  if (histogram === undefined) return [`${name}${braced(pairs)} ${value}`];
  const bucket = (bound: string, count: number) =>
    `${name}_bucket${braced([...pairs, `le="${bound}"`])} ${count}`;
  return [
    ...histogram.cumulative().map(([bound, count]) => bucket(String(bound), count)),
    bucket('+Inf', histogram.count),
    `${name}_sum${braced(pairs)} ${histogram.sum}`,
    `${name}_count${braced(pairs)} ${histogram.count}`,
  ];
}

function braced(pairs: readonly string[]): string {
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
