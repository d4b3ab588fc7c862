import type { PolicyVersion } from '@grantlog/policy';
import { literally, type Step } from './glob.js';
import { contextValue, type OracleRequest } from './oracle-request.js';

/** How the text around variables is read: with wildcards, or literally. */
export type Reading = (text: string) => readonly Step[];

/** `${*}`, `${?}`, `${$}`, `${key}` or `${key, 'default'}`. */
const variable = /\$\{(?:([*?$])|([^*?$,'\s{}]+)(?:\s*,\s*'([^']*)')?)\}/u;

/**
 * A text of a policy with its variables replaced, literally; `undefined` when one has neither a value nor a default.
 * Versions before 2012-10-17 have no variables. (AWS IAM User Guide, "IAM policy elements: Variables and tags")
 */
export function replaceVariables(
  text: string,
  version: PolicyVersion,
  request: OracleRequest,
  reading: Reading,
): readonly Step[] | undefined {
  const found = version === '2012-10-17' ? variable.exec(text) : null;
  if (found === null) return reading(text);
  const [whole, escaped, key, preset] = found;
  const value = escaped ?? singleValue(request, key ?? '') ?? preset;
  const rest = replaceVariables(text.slice(found.index + whole.length), version, request, reading);
  if (value === undefined || rest === undefined) return undefined;
  return [...reading(text.slice(0, found.index)), ...literally(value), ...rest];
}

/** A key with several values cannot be a variable: it counts as having none. */
function singleValue(request: OracleRequest, key: string): string | undefined {
  const value = contextValue(request, key);
  return typeof value === 'string' ? value : undefined;
}
