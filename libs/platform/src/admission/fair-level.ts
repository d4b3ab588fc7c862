/**
 * The largest number that nobody may exceed so that all together stay within a capacity: who wants less gets all of it,
 * and what it leaves goes to the others (max-min fairness). Infinity when everybody gets what it wants.
 *
 * @param wanted what each one wants
 */
export function fairLevel(wanted: readonly number[], capacity: number): number {
  const ascending = [...wanted].sort((left, right) => left - right);
  let left = capacity;
  for (const [index, each] of ascending.entries()) {
    const share = left / (ascending.length - index);
    if (each > share) return share;
    left -= each;
  }
  return Infinity;
}
