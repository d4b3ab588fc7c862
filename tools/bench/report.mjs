import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** The checkout. */
export const root = join(import.meta.dirname, '../..');

/** A table as markdown. */
export function markdown({ title, head, rows }) {
  const line = (cells) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  const table = [head, head.map(() => '---'), ...rows].map(line).join('\n');
  return title === undefined ? table : `### ${title}\n\n${table}`;
}

/** Prints the tables of a bench and writes them to `node_modules/.cache/grantlog-bench-NAME.json`. */
export function report(bench, { tables, versions = {} }) {
  const on = {
    node: process.versions.node,
    cpu: `${cpus().length} × ${cpus()[0].model}`,
    load: loadavg()[0].toFixed(1),
    ...versions,
  };
  const line = Object.entries(on).map(([what, version]) => `${what} ${version}`);
  console.log([`## ${bench}`, line.join(' · '), ...tables.map(markdown)].join('\n\n'));
  const out = join(root, 'node_modules/.cache');
  mkdirSync(out, { recursive: true });
  writeFileSync(
    join(out, `grantlog-bench-${bench}.json`),
    JSON.stringify({ bench, at: new Date().toISOString(), on, tables }, null, 2),
  );
}

/** The version of a package that is installed below a folder. */
export function versionOf(folder, name) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** A number as people read it: three digits, no exponent. */
export function rounded(value) {
  if (!Number.isFinite(value)) return '';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
