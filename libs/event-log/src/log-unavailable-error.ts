/**
 * The log could not be reached or could not commit. Nothing was decided or stored as far as the caller may assume:
 * repeat the call, commands with the same idempotency key. What the driver said went to `onError`, never to callers.
 */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';

  constructor(message = 'the event log is not available, try again') {
    super(message);
  }
}
