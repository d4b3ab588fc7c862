import { appendFileSync } from 'node:fs';
import { firstWay, messageOf, type Ways } from './first-way.js';

/**
 * What was started in one of these ways; `undefined` when none works here, and then the caller skips its tests, and a line on
 * standard error and in `SKIP_REPORT_FILE` says so.
 *
 * @throws Error instead of skipping, with `REQUIRE_SERVICES=true`
 */
export async function startedOrSkipped<T>(group: string, ways: Ways<T>): Promise<T | undefined> {
  try {
    return await firstWay(ways);
  } catch (error) {
    if (process.env['REQUIRE_SERVICES'] === 'true') throw error;
    sayThatItIsSkipped(`group ${group}: ${messageOf(error)}`);
    return undefined;
  }
}

/** To whoever watches, and to the run of all tests, which repeats it at its end. */
function sayThatItIsSkipped(what: string): void {
  const line = what.replace(/\s+/gu, ' ');
  process.stderr.write(`SKIPPED ${line}\n`);
  const report = process.env['SKIP_REPORT_FILE'];
  if (report !== undefined) appendFileSync(report, `${line}\n`);
}
