import { appendFileSync } from 'node:fs';

/** Says that a test does not run here, to whoever watches and to the run of all tests, which repeats it at its end. */
export function sayThatItIsSkipped(what: string): void {
  const line = what.replace(/\s+/gu, ' ');
  process.stderr.write(`SKIPPED ${line}\n`);
  const report = process.env['SKIP_REPORT_FILE'];
  if (report !== undefined) appendFileSync(report, `${line}\n`);
}
