import { appendFileSync } from 'node:fs';

/**
 * What `start` started; `undefined` when it cannot be started here, and then the caller skips its tests, and a line on
 * standard error and in `SKIP_REPORT_FILE` says so.
 *
 * @throws Error instead of skipping, with `REQUIRE_SERVICES=true`
 */
export async function startedOrSkipped<T>(group: string, start: () => Promise<T>): Promise<T | undefined> {
  try {
    return await start();
  } catch (error) {
    if (process.env['REQUIRE_SERVICES'] === 'true') throw error;
    // Errors of Node itself are of another realm inside Jest.
    const reason = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    sayThatItIsSkipped(`group ${group}: ${String(reason)}`);
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
