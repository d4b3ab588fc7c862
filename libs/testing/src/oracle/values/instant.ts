import { compareDecimals } from './decimal.js';

const epochSeconds = /^-?\d+(\.\d+)?$/u;
const written =
  /^(?<month>\d{4}-\d\d)(?:-(?<day>\d\d)(?:T(?<minute>\d\d:\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d+))?)?(?:Z|(?<ahead>[+-])(?<hours>[01]\d|2[0-3]):(?<minutes>[0-5]\d)))?)?$/u;

/** Of the epoch seconds that fit into 64 bits; AWS refuses others. */
const [first, last] = ['-9223372036854775808', '9223372036854775807'];

/**
 * How two points in time compare; `undefined` when one cannot be read. A number is epoch seconds; else ISO 8601:
 * `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm[:ss[.f]](Z|±hh:mm)`.
 */
export function compareInstants(left: string, right: string): number | undefined {
  const [a, b] = [seconds(left), seconds(right)];
  return a === undefined || b === undefined ? undefined : compareDecimals(a, b);
}

/** Seconds since 1970 as a decimal number in text, so that no fraction is lost. */
function seconds(text: string): string | undefined {
  if (epochSeconds.test(text)) return isBetween(first, text, last) ? text : undefined;
  const parts = written.exec(text)?.groups;
  return parts === undefined ? undefined : later(wholeSeconds(parts), parts['fraction'] ?? '0');
}

function isBetween(least: string, text: string, most: string): boolean {
  return (compareDecimals(text, least) ?? -1) >= 0 && (compareDecimals(text, most) ?? 1) <= 0;
}

type Parts = Readonly<Record<string, string | undefined>>;

/** Without the fraction; `undefined` for a day or hour that does not exist. */
function wholeSeconds(parts: Parts): number | undefined {
  const { month = '', day = '01', minute = '00:00', second = '00' } = parts;
  const iso = `${month}-${day}T${minute}:${second}.000Z`;
  const local = Date.parse(iso);
  // 31 April would come back as another day.
  if (Number.isNaN(local) || new Date(local).toISOString() !== iso) return undefined;
  return local / 1_000 - offset(parts);
}

/** Seconds by which the clock was ahead of UTC. */
function offset({ ahead, hours = '0', minutes = '0' }: Parts): number {
  return (ahead === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}

/** A whole number of seconds and a fraction that comes after it, also before 1970. */
function later(whole: number | undefined, fraction: string): string | undefined {
  if (whole === undefined || whole >= 0) return whole === undefined ? undefined : `${whole}.${fraction}`;
  const parts = 10n ** BigInt(fraction.length);
  const tenths = (BigInt(-whole) * parts - BigInt(fraction)).toString().padStart(fraction.length + 1, '0');
  return `-${tenths.slice(0, -fraction.length)}.${tenths.slice(-fraction.length)}`;
}
