/** A policy document inside a case: an object, or text that holds one. */
export type CaseDocument = unknown;

/** One question with the policies that apply to it, as a line of the file says it. */
export interface DecisionCase {
  readonly id: unknown;
  readonly identityPolicies?: readonly CaseDocument[];
  readonly groupPolicies?: readonly CaseDocument[];
  readonly resourcePolicy?: CaseDocument;
  readonly permissionsBoundary?: CaseDocument;
  readonly sessionPolicy?: CaseDocument;
  readonly scps?: readonly unknown[];
  /** ARN, name of a service, or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  /** The whole context, keys of the principal included. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** The case cannot be answered; the message says why. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/**
 * Checks the form of a decision case.
 *
 * @throws CaseError for a member of the wrong type, and for layers of policies that are not built yet.
 */
export function decisionCase(line: Readonly<Record<string, unknown>>): DecisionCase {
  const fault = faultOf(line);
  if (fault !== undefined) throw new CaseError(fault);
  // What faultOf lets pass has the shape of a case.
  return { context: {}, ...line } as unknown as DecisionCase;
}

function faultOf(line: Readonly<Record<string, unknown>>): string | undefined {
  const has = (name: string) => line[name] !== undefined;
  const notText = ['principal', 'action', 'resource'].find((name) => typeof line[name] !== 'string');
  if (notText !== undefined) return `\`${notText}\` is not text`;
  const notList = ['identityPolicies', 'groupPolicies'].find(
    (name) => has(name) && !Array.isArray(line[name]),
  );
  if (notList !== undefined) return `\`${notList}\` is not a list`;
  if (!isContext(line['context'] ?? {})) return '`context` is not an object of text and lists of text';
  const notBuilt = ['permissionsBoundary', 'sessionPolicy', 'scps'].find(has);
  if (notBuilt !== undefined) return `\`${notBuilt}\` is not supported yet`;
  if (has('resourcePolicy') && !isTrust(line))
    return '`resourcePolicy` is not supported yet without an `sts:` action';
  return undefined;
}

/** Whether the resource policy of a case is the trust policy of a role. */
function isTrust({ action }: Readonly<Record<string, unknown>>): boolean {
  return String(action).toLowerCase().startsWith('sts:');
}

function isContext(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (each) =>
        typeof each === 'string' || (Array.isArray(each) && each.every((item) => typeof item === 'string')),
    )
  );
}
