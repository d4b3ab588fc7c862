const ACCOUNT_DIGITS = 12;
const COLONS_BEFORE = 4;

/**
 * Whether an ARN belongs to an account. One that names no account of twelve digits may belong to any.
 *
 * Written so that asking costs no memory: it is asked in every decision.
 */
export function mayBelongTo(account: string, arn: string): boolean {
  if (!arn.startsWith('arn:')) return true;
  let start = 0;
  for (let colons = 0; colons < COLONS_BEFORE; colons += 1) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return true;
  }
  return !isAccount(arn, start) || arn.startsWith(account, start);
}

/** Whether twelve digits and a colon stand at an offset. */
function isAccount(arn: string, start: number): boolean {
  const end = start + ACCOUNT_DIGITS;
  if (arn.charAt(end) !== ':') return false;
  for (let index = start; index < end; index += 1) {
    const digit = arn.charCodeAt(index) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return true;
}
