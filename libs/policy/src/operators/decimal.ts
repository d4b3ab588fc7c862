/** A number as it was written. */
export interface Decimal {
  /** The nearest double. */
  readonly value: number;
  readonly text: string;
}

const form = /^[+-]?[0-9]+(?:\.[0-9]+)?$/;
/** Two different decimals of so many digits are different doubles. */
const EXACT_DIGITS = 15;

/** Reads an integer or decimal number, without exponent; `undefined` for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  return form.test(text) ? { value: Number(text), text } : undefined;
}

/** Compares by value: `10` and `10.0` are the same, and numbers of any length are told apart. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  const isExact = left.text.length <= EXACT_DIGITS && right.text.length <= EXACT_DIGITS;
  if (isExact) return 0;
  const order = compareMagnitudes(left.text, right.text);
  return left.value < 0 ? -order : order;
}

function compareMagnitudes(left: string, right: string): number {
  const [leftWhole, leftFraction] = digitsOf(left);
  const [rightWhole, rightFraction] = digitsOf(right);
  return (
    leftWhole.length - rightWhole.length ||
    compareTexts(leftWhole, rightWhole) ||
    compareTexts(leftFraction, rightFraction)
  );
}

/** The digits before and behind the point, without zeros that mean nothing. */
function digitsOf(text: string): readonly [whole: string, fraction: string] {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  return [whole.replace(/^0+/, ''), withoutTrailingZeros(fraction)];
}

function withoutTrailingZeros(fraction: string): string {
  let end = fraction.length;
  while (end > 0 && fraction.charAt(end - 1) === '0') end -= 1;
  return fraction.slice(0, end);
}

function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
