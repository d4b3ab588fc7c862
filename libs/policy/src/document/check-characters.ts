import type { JsonPlace } from '../json/json-value.js';
import type { Findings } from './findings.js';

/** Anything but tab, line feed, carriage return and U+0020 to U+00FF. */
const disallowed = /[^\t\n\r\u0020-\u00ff]/u;

/**
 * Reports the first character that a policy document must not contain; an escape such as `\u4e2d` is not one.
 *
 * Source: AWS IAM User Guide, "IAM and AWS STS quotas", characters of a policy document.
 */
export function checkCharacters(text: string, at: JsonPlace, findings: Findings): void {
  const offset = text.search(disallowed);
  if (offset < 0) return;
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const place = { ...at, line: before.split('\n').length, column: offset - lineStart + 1 };
  const code = (text.codePointAt(offset) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  findings.error('character_not_allowed', place, `found U+${code}, write it as an escape in JSON`);
}
