import { headEnd, noAction, signatureOf } from '../lookup/action-signature.js';
import { Beginnings } from '../lookup/beginnings.js';

/** The action of a request in the form in which patterns are compared with it. */
export interface ActionName {
  /** As the request has it. */
  readonly written: string;
  readonly lowerCase: string;
  /** The part before the colon, in lower case. */
  readonly service: string;
  /** The signatures that a pattern which matches it can have, besides that of `*`. */
  readonly signature: number;
  readonly headSignature: number;
  readonly serviceSignature: number;
  /** Of the action in lower case. */
  readonly beginnings: Beginnings;
}

/** Longer names are not kept; no service has any. */
const KEPT_CHARACTERS = 128;
const KEPT_NAMES = 4_096;

const known = new Map<string, ActionName>();

/**
 * The forms of an action. Those of the actions in use are kept, so that a decision does not make them again; all are
 * forgotten when there are too many, so that nobody can fill the memory by asking.
 */
export function actionName(written: string): ActionName {
  const kept = known.get(written);
  if (kept !== undefined) return kept;
  const name = nameOf(written);
  if (written.length <= KEPT_CHARACTERS) {
    if (known.size >= KEPT_NAMES) known.clear();
    known.set(written, name);
  }
  return name;
}

function nameOf(written: string): ActionName {
  const lowerCase = written.toLowerCase();
  const service = lowerCase.slice(0, Math.max(0, lowerCase.indexOf(':')));
  const end = headEnd(service);
  return {
    written,
    lowerCase,
    service,
    signature: signatureOf(lowerCase),
    headSignature: lowerCase.length < end ? noAction : signatureOf(lowerCase, end),
    serviceSignature: signatureOf(lowerCase, service.length + ':'.length),
    beginnings: new Beginnings(lowerCase),
  };
}
