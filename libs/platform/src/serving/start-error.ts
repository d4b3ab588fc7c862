/** The process cannot start for a reason that its operator can mend; the message says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
