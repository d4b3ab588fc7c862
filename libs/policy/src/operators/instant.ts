import { compareDecimals, type Decimal, decimal, parseDecimal, withoutTrailingZeros } from './decimal.js';

const calendar =
  /^([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?$/;

/** AWS keeps epoch seconds in 64 bits, and refuses a policy with more. */
const leastEpoch = decimal('-9223372036854775808');
const mostEpoch = decimal('9223372036854775807');

const ZERO = 0x30;
const MINUTE = 60;
const DAY_MS = 86_400_000;
/** The calendar repeats after this time; `Date.UTC` takes the years 0 to 99 for those of the 20th century. */
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * DAY_MS;

/**
 * The instant that a text means, in seconds since 1970-01-01T00:00:00Z, exactly; `undefined` when it means none.
 *
 * Either seconds since then as digits (also four of them, which are not a year) from -2^63 to 2^63 - 1, or one of the
 * W3C's forms of ISO 8601: `YYYY-MM`, `YYYY-MM-DD` (midnight UTC), or with a time and a zone,
 * `YYYY-MM-DDThh:mm[:ss[.f]](Z|±hh:mm)`. A fraction may have any number of digits.
 * Source: W3C Note "Date and Time Formats"; AWS IAM User Guide, "Condition operators", section "Date".
 */
export function parseInstant(text: string): Decimal | undefined {
  const seconds = text.startsWith('+') ? undefined : parseDecimal(text);
  if (seconds === undefined) return parseCalendar(text);
  const isEpoch = compareDecimals(leastEpoch, seconds) <= 0 && compareDecimals(seconds, mostEpoch) <= 0;
  return isEpoch ? seconds : undefined;
}

function parseCalendar(text: string): Decimal | undefined {
  const parts = calendar.exec(text);
  if (parts === null) return undefined;
  const numberAt = (index: number, otherwise: number) => Number(parts[index] ?? otherwise);
  const date = dateOf(numberAt(1, 0), numberAt(2, 1), numberAt(3, 1));
  if (date === undefined) return undefined;
  const time = timeOf(numberAt(4, 0), numberAt(5, 0), numberAt(6, 0));
  const offset = offsetOf(parts[8] ?? '');
  if (time === undefined || offset === undefined) return undefined;
  return secondsOf(date + time - offset, parts[7] ?? '');
}

function dateOf(year: number, month: number, day: number): number | undefined {
  const isDate = day >= 1 && day <= daysIn(year, month);
  return isDate ? (Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_MS) / 1000 : undefined;
}

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysIn(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (daysOfMonths[month - 1] ?? 0);
}

function timeOf(hour: number, minute: number, second: number): number | undefined {
  const isTime = hour <= 23 && minute <= 59 && second <= 59;
  return isTime ? (hour * 60 + minute) * MINUTE + second : undefined;
}

/** `Z`, and nothing behind a date, have no digits, which is an offset of 0. */
function offsetOf(zone: string): number | undefined {
  const time = timeOf(Number(zone.slice(1, 3)), Number(zone.slice(4)), 0);
  return time === undefined || zone.startsWith('+') ? time : -time;
}

/** So many whole seconds and a fraction of one after them, also before 1970, where numbers count backwards. */
function secondsOf(whole: number, fraction: string): Decimal {
  const digits = withoutTrailingZeros(fraction);
  if (digits === '') return { value: whole, text: String(whole) };
  return decimal(whole >= 0 ? `${whole}.${digits}` : `-${-whole - 1}.${upToOne(digits)}`);
}

/** At the place of each digit the one that makes it up to nine. */
const upToNine = '9876543210';

/** The digits of one minus a fraction whose last digit is not 0. */
function upToOne(fraction: string): string {
  const last = fraction.length - 1;
  let digits = '';
  for (let index = 0; index < last; index += 1) {
    digits += upToNine.charAt(fraction.charCodeAt(index) - ZERO);
  }
  return `${digits}${10 - Number(fraction.charAt(last))}`;
}
