/** Why no decision was made; the codes are those of the public error catalogue. */
export type DecisionErrorCode =
  | 'validation_error'
  | 'unauthenticated'
  | 'access_denied'
  | 'revision_not_reached'
  | 'unavailable'
  | 'policy_evaluation';

/** One part of a question that is at fault. */
export interface QuestionFault {
  /** JSON pointer into the request message, such as `/context/aws:PrincipalArn`. */
  readonly pointer: string;
  readonly code: string;
  /** What was found and what to send instead. */
  readonly detail: string;
}

/** No decision was made: the caller must refuse. The message is for the caller; the cause is not. */
export class DecisionError extends Error {
  override readonly name = 'DecisionError';

  constructor(
    readonly code: DecisionErrorCode,
    message: string,
    readonly faults: readonly QuestionFault[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const faultsInMessage = 3;

/** The error of a question that is at fault. */
export function malformed(faults: readonly QuestionFault[]): DecisionError {
  const message = faults
    .slice(0, faultsInMessage)
    .map(({ pointer, detail }) => `\`${pointer.slice(1)}\`: ${detail}`)
    .join('; ');
  return new DecisionError('validation_error', message, faults);
}

/** The error of a caller whose credential no longer works. */
export function callerGone(): DecisionError {
  const message = 'the principal or access key behind the session is gone or inactive; get new credentials';
  return new DecisionError('unauthenticated', message);
}

/**
 * Runs an evaluation; when it throws, documents contradict each other or cannot be read. What is missing could have
 * denied, so no decision is made.
 */
export function evaluating<T>(evaluation: () => T): T {
  try {
    return evaluation();
  } catch (error) {
    if (error instanceof DecisionError) throw error;
    const message = 'the policies of the principal cannot be evaluated; no decision was made';
    throw new DecisionError('policy_evaluation', message, [], { cause: error });
  }
}
