/** An address as its bits, written as zeros and ones: 32 characters for IPv4, 128 for IPv6. */
type Bits = string;

/**
 * Whether an address is in a range in CIDR form; a range without prefix is one address. Bits of the range after the
 * prefix are ignored, an address of the other family is outside. `undefined` when one of the two cannot be read.
 */
export function isInRange(address: string, range: string): boolean | undefined {
  const [inside, network] = [bits(address), prefixOf(range)];
  if (inside === undefined || network === undefined) return undefined;
  return inside.length === network.family && inside.startsWith(network.prefix);
}

/** The bits that all addresses of a range share, and how many bits they have altogether. */
function prefixOf(range: string): { readonly prefix: Bits; readonly family: number } | undefined {
  const [, base = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/u.exec(range) ?? [];
  const network = bits(base);
  if (network === undefined) return undefined;
  const shared = Number(length ?? network.length);
  return shared > network.length ? undefined : { prefix: network.slice(0, shared), family: network.length };
}

function bits(address: string): Bits | undefined {
  return address.includes(':') ? bitsOf6(address) : bitsOf4(address);
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
