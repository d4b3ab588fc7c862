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
  /** By level, the organization's root first. */
  readonly scps?: readonly (readonly CaseDocument[])[];
  /** ARN, name of a service, or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount?: string;
  /** The whole context, keys of the principal included. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A document of a case as text. */
export function documentText(document: CaseDocument): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

/** The case cannot be answered; the message says why. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/**
 * Checks the form of a decision case.
 *
 * @throws CaseError for a member of the wrong type.
 */
export function decisionCase(line: Readonly<Record<string, unknown>>): DecisionCase {
  const fault = faultOf(line);
  if (fault !== undefined) throw new CaseError(fault);
  // What faultOf lets pass has the shape of a case.
  return { context: {}, ...line } as unknown as DecisionCase;
}

/** The first member that has the wrong type. */
function faultOf(line: Readonly<Record<string, unknown>>): string | undefined {
  const wrong = members.find(({ name, isFine }) => !isFine(line[name]));
  return wrong && `\`${wrong.name}\` is not ${wrong.form}`;
}

interface CaseMember {
  readonly name: string;
  readonly form: string;
  readonly isFine: (value: unknown) => boolean;
}

const isText = (value: unknown) => typeof value === 'string';
const isAbsent = (value: unknown) => value === undefined;

const members: readonly CaseMember[] = [
  { name: 'principal', form: 'text', isFine: isText },
  { name: 'action', form: 'text', isFine: isText },
  { name: 'resource', form: 'text', isFine: isText },
  { name: 'resourceAccount', form: 'text', isFine: (value) => isAbsent(value) || isText(value) },
  { name: 'identityPolicies', form: 'a list', isFine: (value) => isAbsent(value) || Array.isArray(value) },
  { name: 'groupPolicies', form: 'a list', isFine: (value) => isAbsent(value) || Array.isArray(value) },
  { name: 'scps', form: 'a list of lists', isFine: (value) => isAbsent(value) || isListOfLists(value) },
  {
    name: 'context',
    form: 'an object of text and lists of text',
    isFine: (value) => isAbsent(value) || isContext(value),
  },
];

function isListOfLists(value: unknown): boolean {
  return Array.isArray(value) && value.every(Array.isArray);
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
