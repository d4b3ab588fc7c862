/** An address as its bits, written as zeros and ones. */
type Bits = string;

/** What stands before an IPv4 address that is written as an IPv6 address (RFC 4291, section 2.5.5.2). */
const mapped = `${'0'.repeat(80)}${'1'.repeat(16)}`;

/**
 * Whether an address is in a range in CIDR form; a range without prefix is one address. Bits of the range after the
 * prefix are ignored, an address of the other family is outside. IPv4 addresses that are mapped into IPv6 are IPv4
 * addresses. `undefined` when one of the two cannot be read.
 */
export function isInRange(address: string, range: string): boolean | undefined {
  const [inside, network] = [bits(address), sharedBits(range)];
  if (inside === undefined || network === undefined) return undefined;
  return isIPv4(inside) === isIPv4(network) && inside.startsWith(network);
}

/** The bits that all addresses of a range share. */
function sharedBits(range: string): Bits | undefined {
  const [, base = '', written] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/u.exec(range) ?? [];
  const network = bits(base);
  if (network === undefined) return undefined;
  const most = base.includes(':') ? 128 : 32;
  const length = Number(written ?? most);
  return length > most ? undefined : network.slice(0, 128 - most + length);
}

function isIPv4(shared: Bits): boolean {
  return shared.startsWith(mapped);
}

/** 128 of them, also for IPv4. */
function bits(address: string): Bits | undefined {
  if (address.includes(':')) return bitsOf6(address);
  const last = bitsOf4(address);
  return last === undefined ? undefined : mapped + last;
}

function bitsOf4(address: string): Bits | undefined {
  const bytes = address.split('.');
  const readable =
    bytes.length === 4 && bytes.every((byte) => /^(0|[1-9]\d{0,2})$/u.test(byte) && Number(byte) < 256);
  return readable ? bytes.map((byte) => binary(Number(byte), 8)).join('') : undefined;
}

/** Eight groups of hexadecimal digits; `::` once stands for groups of zeros; the last two may be written as IPv4. */
function bitsOf6(address: string): Bits | undefined {
  const [head, tail, ...more] = address.split('::').map(groups);
  if (head === undefined || more.length > 0) return undefined;
  if (!address.includes('::')) return head.length === 128 ? head : undefined;
  if (tail === undefined || head.length + tail.length > 112) return undefined;
  return head + tail.padStart(128 - head.length, '0');
}

function groups(text: string): Bits | undefined {
  if (text === '') return '';
  const read = text.split(':').map((group, index, all) => {
    if (/^[0-9a-f]{1,4}$/iu.test(group)) return binary(Number.parseInt(group, 16), 16);
    return index === all.length - 1 ? bitsOf4(group) : undefined;
  });
  return read.every((group) => group !== undefined) ? read.join('') : undefined;
}

function binary(value: number, width: number): Bits {
  return value.toString(2).padStart(width, '0');
}
