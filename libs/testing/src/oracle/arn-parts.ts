/** The six parts of an ARN: split at the first five colons; `undefined` when there are fewer or it is none. */
export function arnParts(text: string): readonly string[] | undefined {
  const [prefix, ...pieces] = text.split(':');
  if (prefix !== 'arn' || pieces.length < 5) return undefined;
  return [prefix, ...pieces.slice(0, 4), pieces.slice(4).join(':')];
}

/** No character of a document (IAM quotas, "Allowed characters"), so it can stand for a colon. */
const notAColon = '\u0000';

/** The six parts of a pattern for ARNs; a colon in a policy variable separates nothing where there are variables. */
export function arnPatternParts(text: string, hasVariables: boolean): readonly string[] | undefined {
  const hidden = hasVariables
    ? text.replaceAll(/\$\{[^}]*\}/gu, (variable) => variable.replaceAll(':', notAColon))
    : text;
  const pieces = hidden.split(':').map((piece) => piece.replaceAll(notAColon, ':'));
  return pieces.length < 6 ? undefined : [...pieces.slice(0, 5), pieces.slice(5).join(':')];
}
