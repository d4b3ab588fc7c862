import { AuthenticationError } from '../authentication/authentication-error.js';
import type { IncomingHeaders } from '../authentication/incoming-credentials.js';
import { tokenLimits } from '../token-limits.js';

/** When a request says it was signed. */
export interface RequestTime {
  /** The header it stands in; it must be signed. */
  readonly header: 'x-amz-date' | 'date';
  /** `YYYYMMDDTHHMMSSZ`, as it goes into the string to sign. */
  readonly basic: string;
  readonly time: Date;
}

const basicFormat = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Reads `X-Amz-Date`, or `Date` when the former is not sent (AWS IAM User Guide, "Elements of an AWS API
 * request signature", section "Date"). `Date` may also be in the form of RFC 9110, section 5.6.7.
 *
 * @throws AuthenticationError `IncompleteSignature`
 */
export function readRequestTime(headers: IncomingHeaders): RequestTime {
  const header = headers.has('x-amz-date') ? 'x-amz-date' : 'date';
  const values = headers.get(header) ?? [];
  const [value] = values;
  if (value === undefined || values.length > 1) {
    throw new AuthenticationError('IncompleteSignature', 'send exactly one `X-Amz-Date` header and sign it');
  }
  const time = parseBasic(value) ?? (header === 'date' ? parseHttpDate(value) : undefined);
  if (time === undefined) {
    const message = `the header \`${header}\` is not a date; send it in the form 20150830T123600Z`;
    throw new AuthenticationError('IncompleteSignature', message);
  }
  return { header, basic: toBasic(time), time };
}

/** @throws AuthenticationError `RequestExpired` when the request is more than 15 minutes off. */
export function assertRecent({ basic, time }: RequestTime, now: Date): void {
  if (Math.abs(now.getTime() - time.getTime()) <= tokenLimits.signatureSkewMs) return;
  const message = `the request was signed at ${basic} and it is ${toBasic(now)} here; set your clock and sign it again`;
  throw new AuthenticationError('RequestExpired', message);
}

function parseBasic(value: string): Date | undefined {
  if (!basicFormat.test(value)) return undefined;
  const time = new Date(value.replace(basicFormat, '$1-$2-$3T$4:$5:$6Z'));
  return Number.isNaN(time.getTime()) || toBasic(time) !== value ? undefined : time;
}

function parseHttpDate(value: string): Date | undefined {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) || time.toUTCString() !== value ? undefined : time;
}

function toBasic(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}
