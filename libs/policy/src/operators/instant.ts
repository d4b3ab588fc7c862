const calendar =
  /^([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,18}))?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?$/;
const epoch = /^(-?[0-9]{1,15})(?:\.([0-9]{1,18}))?$/;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The calendar repeats after this time; `Date.UTC` takes the years 0 to 99 for those of the 20th century. */
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * DAY_MS;

/**
 * The instant that a text means, in milliseconds since 1970-01-01T00:00:00Z; `undefined` when it means none.
 *
 * Either seconds since then as digits (also four of them, which are not a year), or one of the W3C's forms of ISO
 * 8601: `YYYY-MM`, `YYYY-MM-DD` (midnight UTC), or with a time and a zone, `YYYY-MM-DDThh:mm[:ss[.f]](Z|±hh:mm)`.
 * Source: W3C Note "Date and Time Formats"; AWS IAM User Guide, "Condition operators", section "Date".
 */
export function parseInstant(text: string): number | undefined {
  const [seconds, whole, fraction] = epoch.exec(text) ?? [];
  if (seconds === undefined) return parseCalendar(text);
  const sign = seconds.startsWith('-') ? -1 : 1;
  return Number(whole) * 1000 + sign * millisecondsOf(fraction);
}

function parseCalendar(text: string): number | undefined {
  const parts = calendar.exec(text);
  if (parts === null) return undefined;
  const numberAt = (index: number, otherwise: number) => Number(parts[index] ?? otherwise);
  const date = dateOf(numberAt(1, 0), numberAt(2, 1), numberAt(3, 1));
  const time = timeOf(numberAt(4, 0), numberAt(5, 0), numberAt(6, 0));
  const offset = offsetOf(parts[8] ?? 'Z');
  if (date === undefined || time === undefined || offset === undefined) return undefined;
  return date + time + millisecondsOf(parts[7]) - offset;
}

function dateOf(year: number, month: number, day: number): number | undefined {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDate ? Date.UTC(year + CYCLE_YEARS, month - 1, day) - CYCLE_MS : undefined;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year + CYCLE_YEARS, month, 0)).getUTCDate();
}

function timeOf(hour: number, minute: number, second: number): number | undefined {
  const isTime = hour <= 23 && minute <= 59 && second <= 59;
  return isTime ? (hour * 60 + minute) * MINUTE_MS + second * 1000 : undefined;
}

function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const time = timeOf(Number(zone.slice(1, 3)), Number(zone.slice(4)), 0);
  return time === undefined || zone.startsWith('+') ? time : -time;
}

/** Of the digits behind the point of a second. */
function millisecondsOf(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000;
}
