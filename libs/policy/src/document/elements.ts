import { quoted } from '../json/finding.js';
import type { JsonObject } from '../json/json-value.js';
import type { Findings } from './findings.js';

/** Reports members that do not belong into an object; names are compared with regard to case. */
export function checkElements(object: JsonObject, known: readonly string[], findings: Findings): void {
  for (const [name, value] of object.members) {
    if (known.includes(name)) continue;
    const meant = known.find((element) => element.toLowerCase() === name.toLowerCase());
    const instead =
      meant === undefined ? `use only ${known.map(quoted).join(', ')}` : `write ${quoted(meant)}`;
    findings.error('unknown_element', value.at, `found the element ${quoted(name)}, ${instead}`);
  }
}
