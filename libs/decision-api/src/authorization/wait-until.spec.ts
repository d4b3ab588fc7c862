import { waitUntil } from './wait-until.js';

it.each([
  ['without a deadline', Infinity, 2_000],
  ['with a late deadline', 60_000, 2_000],
  ['with a deadline just after two seconds', 2_040, 1_990],
  ['with a deadline of a second', 1_000, 950],
  ['with a short deadline, a tenth of it', 100, 90],
  ['with a deadline that is over', -5, 0],
])('a wait %s ends in time', (_, deadlineIn, waits) => {
  const now = 1_795_532_400_000;
  expect(waitUntil(now, now + deadlineIn) - now).toBe(waits);
});
