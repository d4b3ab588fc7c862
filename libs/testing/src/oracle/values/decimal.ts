/** A number as an exact fraction: numerator over a power of ten. */
interface Fraction {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * How two numbers compare by value: negative, zero or positive; `undefined` when one is not an integer or decimal
 * number. Exact, however many digits there are.
 */
export function compareDecimals(left: string, right: string): number | undefined {
  const [a, b] = [fraction(left), fraction(right)];
  if (a === undefined || b === undefined) return undefined;
  const scale = Math.max(a.scale, b.scale);
  return sign(atScale(a, scale) - atScale(b, scale));
}

function fraction(text: string): Fraction | undefined {
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/u.exec(text);
  if (parts === null) return undefined;
  const [, minus, whole, decimals = ''] = parts;
  const digits = BigInt(`${whole ?? ''}${decimals}`);
  return { digits: minus === '-' ? -digits : digits, scale: decimals.length };
}

function atScale({ digits, scale }: Fraction, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function sign(difference: bigint): number {
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
