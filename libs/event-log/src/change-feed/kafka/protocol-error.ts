/** Whether an error of kafkajs, or what caused it, is one of the protocol's errors of these names. */
export function isProtocolError(error: unknown, names: readonly string[]): boolean {
  return causesOf(error).some(
    (cause) => 'type' in cause && typeof cause.type === 'string' && names.includes(cause.type),
  );
}

/** An error, what caused it, what caused that, and so on. */
export function causesOf(error: unknown): readonly object[] {
  if (!(error instanceof Object)) return [];
  return [error, ...causesOf('cause' in error ? error.cause : undefined)];
}
