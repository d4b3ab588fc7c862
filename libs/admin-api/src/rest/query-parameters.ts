import { pointerOf, validationError } from './validation-error.js';

/**
 * The names and values of a query in the order they were sent, decoded (`+` is a space).
 *
 * @throws EdgeError `validation_error` for an escape that is cut short or not UTF-8.
 */
export function queryParameters(rawUrl: string): readonly (readonly [string, string])[] {
  const start = rawUrl.indexOf('?');
  if (start < 0) return [];
  const parts = rawUrl.slice(start + 1).split('&');
  return parts.filter((part) => part !== '').map(parameter);
}

function parameter(part: string): readonly [string, string] {
  const equals = part.indexOf('=');
  const [rawName, rawValue] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
  const name = decoded(rawName) ?? rawName;
  const value = decoded(rawValue);
  if (value !== undefined && name === decoded(rawName)) return [name, value];
  const detail = `the query parameter \`${name}\` cannot be decoded; escape it as UTF-8`;
  throw validationError(pointerOf([name]), 'invalid_escape', detail);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
