/** Whether the whole suite runs, with nothing spared, and not the part that every run of all tests has. */
export const isFullSuite = process.env['TEST_FAULTS'] === 'full';

/** A number that is small in the bounded part of the suite. */
export function scaled({ bounded, full }: { readonly bounded: number; readonly full: number }): number {
  return isFullSuite ? full : bounded;
}
