import { expositionOf, type Series } from './exposition.js';
import { Histogram } from './histogram.js';
import { type LabelsOf, type MetricKey, type MetricOf, metricsTable } from './metrics-table.js';

/** A value that is read when it is asked for. */
export interface Reading {
  readonly metric: MetricOf<'counter' | 'gauge'>;
  readonly labels: readonly string[];
  readonly value: number;
}

/** Reads figures that another part keeps; from memory, or within a second. */
export type Collector = () => readonly Reading[] | Promise<readonly Reading[]>;

/** The figures of one process. Counting and observing cost about 0.1 µs. */
export class Metrics {
  readonly #figures = newFigures();
  readonly #collectors: Collector[] = [];
  readonly #others: () => Promise<string>;
  readonly #collectorTimeMs: number;

  /** @param others what is shown besides, in the text format: the figures of Node and the process */
  constructor(others: () => Promise<string> = () => Promise.resolve(''), collectorTimeMs = 1_000) {
    this.#others = others;
    this.#collectorTimeMs = collectorTimeMs;
  }

  /** Adds to a counter. */
  count<K extends MetricOf<'counter'>>(metric: K, labels: LabelsOf<K>, by = 1): void {
    const series = this.#find(metric, labels);
    series.value += by;
  }

  /** Adds one observation, in the unit of the figure's name. */
  observe<K extends MetricOf<'histogram'>>(metric: K, labels: LabelsOf<K>, value: number): void {
    this.#find(metric, labels).histogram?.observe(value);
  }

  /** Has figures read each time that all are shown. One that throws or takes over a second is left out and counted. */
  collect(collector: Collector): void {
    this.#collectors.push(collector);
  }

  /** Everything in the text format of Prometheus, version 0.0.4. */
  async text(): Promise<string> {
    const collected = await Promise.all(this.#collectors.map((collector) => this.#read(collector)));
    for (const { metric, labels, value } of collected.flat()) this.#find(metric, labels).value = value;
    const names = Object.keys(metricsTable) as MetricKey[];
    const own = names.map((name) => expositionOf(metricsTable[name], this.#figures[name].all));
    return `${own.join('')}${await this.#others()}`;
  }

  async #read(collector: Collector): Promise<readonly Reading[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('a collector takes too long'));
      }, this.#collectorTimeMs);
    });
    try {
      return await Promise.race([Promise.resolve().then(collector), late]);
    } catch {
      // What is down says so in its own log; here it must not hide the other figures.
      this.count('collectorFailures', []);
      return [];
    } finally {
      clearTimeout(timer);
    }
  }

  #find(metric: MetricKey, labels: readonly string[]): Series {
    const figure = this.#figures[metric];
    let node = figure.root;
    for (const label of labels) {
      let next = node.below.get(label);
      if (next === undefined) node.below.set(label, (next = { below: new Map() }));
      node = next;
    }
    if (node.series === undefined) figure.all.push((node.series = newSeries(metric, labels)));
    return node.series;
  }
}

/** The values of one figure: found label by label, so that counting makes no text. */
interface Figure {
  readonly root: Node;
  readonly all: Series[];
}

interface Node {
  readonly below: Map<string, Node>;
  series?: Series;
}

function newFigures(): Readonly<Record<MetricKey, Figure>> {
  const names = Object.keys(metricsTable);
  const figures = names.map((name): [string, Figure] => [name, { root: { below: new Map() }, all: [] }]);
  return Object.fromEntries(figures) as Record<MetricKey, Figure>;
}

function newSeries(metric: MetricKey, labels: readonly string[]): Series {
  const { kind, bounds } = metricsTable[metric];
  const series = { labels: [...labels], value: 0 };
  return kind === 'histogram' ? { ...series, histogram: new Histogram(bounds) } : series;
}
