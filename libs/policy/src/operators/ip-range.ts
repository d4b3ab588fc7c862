import { hexDigit } from '../json/hex-digit.js';

/** An IPv4 address is a number of 32 bits; an IPv6 address is eight groups of 16 bits. */
export type IpAddressValue = number | readonly number[];

/** All addresses of one family whose first `prefix` bits are those of `address`. */
export interface IpRange {
  readonly address: IpAddressValue;
  readonly prefix: number;
}

const GROUPS = 8;
const MAPPED_PREFIX = 96;

/**
 * The value of an address as text, or `undefined` when it is not one.
 *
 * IPv4 as four decimal numbers without leading zeros; IPv6 as in RFC 4291 section 2.2, without a zone. An IPv4-mapped
 * IPv6 address (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2) is the IPv4 address.
 */
export function parseIpAddress(text: string): IpAddressValue | undefined {
  if (!text.includes(':')) return parseIpv4(text);
  const groups = parseIpv6(text);
  return groups === undefined || !isMapped(groups) ? groups : ipv4In(groups);
}

/** The range that a CIDR block or a single address means; bits behind the prefix are ignored. */
export function parseIpRange(text: string): IpRange | undefined {
  const [written = '', length, more] = text.split('/', 3);
  const address = written.includes(':') ? parseIpv6(written) : parseIpv4(written);
  if (address === undefined || more !== undefined) return undefined;
  const bits = typeof address === 'number' ? 32 : 128;
  const prefix = length === undefined ? bits : parseDecimal(length, bits);
  return prefix === undefined ? undefined : unmapped({ address, prefix });
}

/** A range that holds only IPv4-mapped addresses is a range of IPv4 addresses. */
function unmapped(range: IpRange): IpRange {
  const { address, prefix } = range;
  if (typeof address === 'number' || prefix < MAPPED_PREFIX || !isMapped(address)) return range;
  return { address: ipv4In(address), prefix: prefix - MAPPED_PREFIX };
}

/** Whether an address lies in a range. Addresses of the other family lie outside every range. */
export function isInRange(address: IpAddressValue, { address: base, prefix }: IpRange): boolean {
  if (typeof address === 'number') {
    return typeof base === 'number' && (prefix === 0 || (address ^ base) >>> (32 - prefix) === 0);
  }
  return typeof base !== 'number' && haveSameStart(address, base, prefix);
}

function haveSameStart(left: readonly number[], right: readonly number[], bits: number): boolean {
  for (let group = 0; group * 16 < bits; group += 1) {
    const difference = (left[group] ?? 0) ^ (right[group] ?? 0);
    if (difference >>> Math.max(0, 16 - (bits - group * 16)) !== 0) return false;
  }
  return true;
}

/** Written so that it costs no memory: it is the most frequent comparison after that of texts. */
function parseIpv4(text: string): number | undefined {
  let value = 0;
  let start = 0;
  for (let part = 1; part <= 4; part += 1) {
    const dot = part < 4 ? text.indexOf('.', start) : text.length;
    const octet = octetIn(text, start, dot);
    if (octet === undefined) return undefined;
    value = value * 256 + octet;
    start = dot + 1;
  }
  return value;
}

/** The smallest number of so many digits without a leading zero; an octet has one to three. */
const leastOfDigits: readonly (number | undefined)[] = [undefined, 0, 10, 100];

function octetIn(text: string, from: number, to: number): number | undefined {
  const least = leastOfDigits[to - from];
  if (least === undefined) return undefined;
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    // Not a number at the end of the text.
    if (!(digit >= 0 && digit <= 9)) return undefined;
    value = value * 10 + digit;
  }
  return value >= least && value <= 255 ? value : undefined;
}

function parseIpv6(text: string): number[] | undefined {
  const [head = '', tail, more] = text.split('::', 3);
  if (more !== undefined) return undefined;
  const before = parseGroups(head, tail === undefined);
  const after = tail === undefined ? [] : parseGroups(tail, true);
  if (before === undefined || after === undefined) return undefined;
  const missing = GROUPS - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...new Array<number>(missing).fill(0), ...after];
}

/** Groups between colons; only the last of an address may be an IPv4 address. */
function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':', GROUPS + 1);
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const ipv4 = mayEndInIpv4 && index === parts.length - 1 ? parseIpv4(part) : undefined;
      if (ipv4 === undefined) return undefined;
      groups.push(ipv4 >>> 16, ipv4 & 0xffff);
    } else {
      const group = groupIn(part);
      if (group === undefined) return undefined;
      groups.push(group);
    }
  }
  return groups;
}

/** One to four hexadecimal digits. */
function groupIn(text: string): number | undefined {
  if (text.length < 1 || text.length > 4) return undefined;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit < 0) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

function parseDecimal(text: string, max: number): number | undefined {
  if (!/^(0|[1-9][0-9]{0,2})$/.test(text)) return undefined;
  const value = Number(text);
  return value <= max ? value : undefined;
}

function isMapped(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

function ipv4In(groups: readonly number[]): number {
  return (groups[6] ?? 0) * 0x1_0000 + (groups[7] ?? 0);
}
