/** A number as it was written. */
export interface Decimal {
  /** The nearest double. */
  readonly value: number;
  readonly text: string;
}

const form = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;

/** Reads an integer or decimal number, without exponent; `undefined` for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return form.test(text) ? decimal(text) : undefined;
}

/** The number that digits mean, which must have the form that {@link parseDecimal} reads. */
export function decimal(text: string): Decimal {
  return { value: Number(text), text };
}

/** Compares by value: `10` and `10.0` are the same, and numbers of any length are told apart. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.value !== right.value) return left.value - right.value;
  // Decimals that are not the same may have the same nearest double.
  return left.text === right.text ? 0 : compareDigits(digitsOf(left.text), digitsOf(right.text));
}

/** All digits of a number, without zeros that mean nothing. */
interface Digits {
  /** Zero is not. */
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function digitsOf(text: string): Digits {
  const [whole = '', decimals = ''] = text.replace(/^[+-]?0*/, '').split('.');
  const fraction = withoutTrailingZeros(decimals);
  return { isNegative: text.startsWith('-') && whole + fraction !== '', whole, fraction };
}

function compareDigits(left: Digits, right: Digits): number {
  if (left.isNegative !== right.isNegative) return left.isNegative ? -1 : 1;
  const order =
    left.whole.length - right.whole.length ||
    compareTexts(left.whole, right.whole) ||
    compareTexts(left.fraction, right.fraction);
  return left.isNegative ? -order : order;
}

/** The digits behind a point up to the last that means something. */
export function withoutTrailingZeros(fraction: string): string {
  let end = fraction.length;
  while (fraction.charAt(end - 1) === '0') end -= 1;
  return fraction.slice(0, end);
}

function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
