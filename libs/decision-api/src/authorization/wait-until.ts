import { limits } from '@grantlog/contract';

const { revisionWait, revisionWaitMargin } = limits;

/**
 * When a wait for a revision ends, in milliseconds since the epoch: after 2 s at the latest, and shortly before the
 * caller's deadline, so that the caller gets the reason and not its own time-out.
 *
 * @param deadlineMs of the caller, in milliseconds since the epoch; `Infinity` for none
 */
export function waitUntil(nowMs: number, deadlineMs: number): number {
  const left = Math.max(0, deadlineMs - nowMs);
  const margin = Math.min(revisionWaitMargin.value, left / 10);
  return nowMs + Math.min(revisionWait.value, left - margin);
}
