/** The value below which that share of the values is; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Shows a figure to whoever watches the run. */
export function printed(figure: string): void {
  process.stderr.write(`FIGURE ${figure}\n`);
}
