import { quoted } from '../json/finding.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { readJson } from '../json/read-json.js';
import { policyLimits, policySize } from '../limits/policy-limits.js';
import { awsFaults } from './aws-message.js';
import { checkCharacters } from './check-characters.js';
import { checkElements } from './elements.js';
import { Findings, type PolicyError, type PolicyWarning } from './findings.js';
import type { Policy, PolicyType, PolicyVersion, Statement } from './policy.js';
import { policyRules } from './policy-rules.js';
import { readStatement } from './read-statement.js';

/**
 * Either the policy or everything that is wrong with the document, in the order of the text; at most about 100
 * errors and 100 warnings.
 */
export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly PolicyWarning[] }
  | {
      readonly ok: false;
      readonly errors: readonly PolicyError[];
      readonly warnings: readonly PolicyWarning[];
      /**
       * What AWS answers to the document: its sentence for the first fault in its order of checking. For interfaces
       * that must speak like AWS; it says less than `errors`. A size is no fault of the document to AWS.
       */
      readonly awsMessage: string;
    };

/** How strictly a document is read; the numbers replace those of {@link policyLimits}, `Infinity` means none. */
export interface PolicyBounds {
  /** Characters of the text, white space included; by default those of the policy's type. */
  readonly maxCharacters?: number;
  /** Characters without white space; by default those of the policy's type, if one document of it is limited. */
  readonly maxSize?: number;
  /**
   * Whether to let pass what the grammar allows although it is refused when a policy is written (an operator whose
   * meaning for an absent key is disputed, a multivalued key without a set prefix, a principal with a wildcard). Meant
   * for documents that are stored already; by default false.
   */
  readonly grammarOnly?: boolean;
}

/**
 * Reads a policy document strictly: an element that is unknown, misplaced or of the wrong form is an error.
 *
 * Error `policy_too_large` means a quota (see {@link PolicyBounds}), `not_supported` a part of the policy language that
 * has no meaning here, any other that the document is malformed. Warnings do not stop a policy from
 * being used. Time and memory are linear in the text.
 * Source: AWS IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function parsePolicy(text: string, type: PolicyType, bounds: PolicyBounds = {}): PolicyReading {
  const { maxCharacters, maxSize, grammarOnly } = { ...usualBounds(type), ...bounds };
  const reading = readJson(text, { maxCharacters, maxDepth: policyLimits.depth });
  const findings = new Findings(reading.ok ? [] : reading.errors, grammarOnly);
  let policy: Policy | undefined;
  if (reading.value !== undefined) {
    checkCharacters(text, reading.value.at, findings);
    checkSize(text, maxSize, reading.value, findings);
    policy = readPolicy(reading.value, type, findings);
  }
  const warnings = inOrder(findings.warnings);
  if (policy !== undefined && findings.errors.length === 0) return { ok: true, policy, warnings };
  return { ok: false, errors: inOrder(findings.errors), warnings, awsMessage: findings.awsMessage };
}

function usualBounds(type: PolicyType): Required<PolicyBounds> {
  const { maxCharacters, maxSize } = policyRules[type];
  return { maxCharacters, maxSize, grammarOnly: false };
}

function inOrder<T extends { line: number; column: number }>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function checkSize(text: string, maxSize: number, { at }: JsonValue, findings: Findings): void {
  const size = policySize(text);
  if (size <= maxSize) return;
  const detail = `found ${size} characters without white space, write at most ${maxSize}`;
  findings.error('policy_too_large', at, detail);
}

function readPolicy(value: JsonValue, type: PolicyType, findings: Findings): Policy | undefined {
  const object = findings.object(value);
  if (object === undefined) return undefined;
  checkElements(object, ['Version', 'Id', 'Statement'], findings);
  const version = readVersion(object, findings);
  const written = object.members.get('Id');
  const id = written && findings.string(written)?.value;
  const statements = readStatements(object, type, version, findings);
  return { type, version, ...(id === undefined ? {} : { id }), statements };
}

/** Source: AWS IAM User Guide, "IAM JSON policy elements: Version". */
function readVersion(object: JsonObject, findings: Findings): PolicyVersion {
  const written = object.members.get('Version');
  if (written === undefined) {
    const detail = 'found no `Version`, which means `2008-10-17`, write `2012-10-17`';
    findings.warn('version_missing', object.at, detail);
    return '2008-10-17';
  }
  const version = findings.string(written)?.value;
  if (version === '2008-10-17') {
    findings.warn(
      'version_old',
      written.at,
      'found `2008-10-17`, which has no policy variables, write `2012-10-17`',
    );
  } else if (version !== undefined && version !== '2012-10-17') {
    findings.error(
      'invalid_version',
      written.at,
      `found ${quoted(version)}, write \`2012-10-17\``,
      awsFaults.version,
    );
  }
  return version === '2008-10-17' ? version : '2012-10-17';
}

function readStatements(
  object: JsonObject,
  type: PolicyType,
  version: PolicyVersion,
  findings: Findings,
): readonly Statement[] {
  const written = object.members.get('Statement');
  if (written === undefined) {
    findings.error('missing_element', object.at, 'found no `Statement`, write at least one');
    return [];
  }
  const items = findings.list(written);
  reportRepeatedSids(items, findings);
  return items.flatMap((item, index) => readStatement(item, index, type, version, findings) ?? []);
}

/** Empty ids may repeat. */
function reportRepeatedSids(statements: readonly JsonValue[], findings: Findings): void {
  const seen = new Set<string>();
  for (const statement of statements) {
    const sid = statement.kind === 'object' ? statement.members.get('Sid') : undefined;
    if (sid?.kind !== 'string' || sid.value === '') continue;
    if (seen.has(sid.value)) {
      findings.error(
        'duplicate_sid',
        sid.at,
        `found the \`Sid\` ${quoted(sid.value)} twice, write each only once`,
        awsFaults.sid,
      );
    }
    seen.add(sid.value);
  }
}
