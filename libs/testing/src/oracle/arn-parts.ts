/** The six parts of an ARN: split at the first five colons; `undefined` when there are fewer or it is none. */
export function arnParts(text: string): readonly string[] | undefined {
  const [prefix, ...pieces] = text.split(':');
  if (prefix !== 'arn' || pieces.length < 5) return undefined;
  return [prefix, ...pieces.slice(0, 4), pieces.slice(4).join(':')];
}
