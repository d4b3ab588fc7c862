/**
 * The smallest thing that still fails, found by leaving out one list item or member at a time. What `fails` answers
 * false for (also because it is no longer valid) is not followed. Cost: the number of parts squared, at worst.
 */
export function shrink<T>(failing: T, fails: (smaller: T) => boolean): T {
  for (const candidate of smaller(failing)) {
    // What is left out makes a T or something that `fails` refuses.
    if (fails(candidate as T)) return shrink(candidate as T, fails);
  }
  return failing;
}

/** Every value with one part less, largest parts first. */
function* smaller(value: unknown): Generator {
  if (Array.isArray(value)) yield* smallerList(value);
  else if (typeof value === 'object' && value !== null) yield* smallerObject(value);
}

function* smallerList(list: readonly unknown[]): Generator {
  for (const index of list.keys()) yield list.toSpliced(index, 1);
  for (const [index, item] of list.entries()) {
    for (const less of smaller(item)) yield list.with(index, less);
  }
}

function* smallerObject(object: object): Generator {
  const members = Object.entries(object);
  for (const [name] of members) yield Object.fromEntries(members.filter(([other]) => other !== name));
  for (const [name, member] of members) {
    for (const less of smaller(member)) yield { ...object, [name]: less };
  }
}
