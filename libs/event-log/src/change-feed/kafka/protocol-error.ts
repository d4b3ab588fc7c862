/** Whether an error of kafkajs, or what caused it, is one of the protocol's errors of these names. */
export function isProtocolError(error: unknown, names: readonly string[]): boolean {
  for (let current: unknown = error; current instanceof Object; current = causeOf(current)) {
    if ('type' in current && typeof current.type === 'string' && names.includes(current.type)) return true;
  }
  return false;
}

function causeOf(error: object): unknown {
  return 'cause' in error ? error.cause : undefined;
}
