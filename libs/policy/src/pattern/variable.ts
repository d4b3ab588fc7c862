/** A policy variable as it was written, ending before `end`. */
export type WrittenVariable =
  /** `${*}`, `${?}` or `${$}`: that character and not its meaning. */
  | { readonly kind: 'character'; readonly character: string; readonly end: number }
  | {
      readonly kind: 'key';
      readonly key: string;
      readonly fallback: string | undefined;
      readonly end: number;
    };

/** The next variable of the form `${key}` or `${key, 'default'}`; sticky, so that nothing is searched. */
const form = /\$\{(?:(?<character>[*?$])|(?<key>[^\s$*?{}',]+)(?:\s*,\s*'(?<fallback>[^']*)'\s*)?)\}/y;

/** Reads the variable that starts at `index`, or answers `undefined` when none starts there. */
export function variableAt(text: string, index: number): WrittenVariable | undefined {
  form.lastIndex = index;
  const { character, key, fallback } = form.exec(text)?.groups ?? {};
  const end = form.lastIndex;
  if (character !== undefined) return { kind: 'character', character, end };
  return key === undefined ? undefined : { kind: 'key', key, fallback, end };
}

/** The first `${` in a text that does not begin a variable, if any; for warnings. */
export function malformedVariable(text: string): string | undefined {
  for (let index = text.indexOf('${'); index >= 0; index = text.indexOf('${', index)) {
    const variable = variableAt(text, index);
    if (variable === undefined) return text.slice(index);
    index = variable.end;
  }
  return undefined;
}

/** Whether a text holds anything that would be replaced in Version 2012-10-17. */
export function hasVariable(text: string): boolean {
  for (let index = text.indexOf('${'); index >= 0; index = text.indexOf('${', index + 2)) {
    if (variableAt(text, index) !== undefined) return true;
  }
  return false;
}

/** The condition keys that a text has as variables, in its order. */
export function variableKeys(text: string): readonly string[] {
  const keys: string[] = [];
  for (let index = text.indexOf('${'); index >= 0; index = text.indexOf('${', index)) {
    const variable = variableAt(text, index);
    if (variable?.kind === 'key') keys.push(variable.key);
    index = variable?.end ?? index + 2;
  }
  return keys;
}
