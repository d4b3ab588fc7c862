import type { Effect } from '@grantlog/policy';

/** Whether something holds; `unreadable` when a value is not what the operator compares (a date that is none). */
export type Truth = 'yes' | 'no' | 'unreadable';

/** Yes or no. */
export function truth(holds: boolean): Truth {
  return holds ? 'yes' : 'no';
}

/** The opposite; what cannot be read stays so. */
export function not(value: Truth): Truth {
  return value === 'unreadable' ? value : truth(value === 'no');
}

/** One `yes` is enough; without one, a single `unreadable` leaves it open. */
export function anyOf(values: readonly Truth[]): Truth {
  if (values.includes('yes')) return 'yes';
  return values.includes('unreadable') ? 'unreadable' : 'no';
}

/** One `no` is enough to refuse; without one, a single `unreadable` leaves it open. */
export function allOf(values: readonly Truth[]): Truth {
  return not(anyOf(values.map(not)));
}

/** Fail closed: what cannot be read never makes an `Allow` apply and never keeps a `Deny` from applying. */
export function failClosed(value: Truth, effect: Effect): boolean {
  return value === 'unreadable' ? effect === 'Deny' : value === 'yes';
}
