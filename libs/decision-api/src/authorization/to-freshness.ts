import { type Consistency, decodeRevisionToken, EdgeError, type RevisionScope } from '@grantlog/contract';
import { edgeErrorOf } from './edge-error-of.js';

/**
 * The lowest revision that a caller demands, `newest` for the log's own, or `undefined` for whatever is applied.
 *
 * @throws EdgeError for a token that is not of this account's history, and for demands that are not built yet.
 */
export function demandedRevision(
  consistency: Consistency | undefined,
  scope: RevisionScope,
): bigint | 'newest' | undefined {
  const requirement = consistency?.requirement;
  switch (requirement?.case) {
    case undefined:
      return undefined;
    case 'atLeast':
      return revisionOf(requirement.value, scope);
    case 'minimizeLatency':
      assertTrue(requirement.value, '/consistency/minimize_latency');
      return undefined;
    case 'fullyConsistent':
      assertTrue(requirement.value, '/consistency/fully_consistent');
      return 'newest';
    default: {
      const detail = 'this consistency is not built yet; send minimize_latency, at_least or fully_consistent';
      throw new EdgeError('not_supported', detail);
    }
  }
}

function assertTrue(value: boolean, pointer: string): void {
  if (!value) throw fault(pointer, 'send `true`, or leave it out');
}

/** Refuses a consistency inside a batch, whose items are all decided at one revision. */
export function assertNoConsistency(consistency: Consistency | undefined): void {
  if (consistency?.requirement.case === undefined) return;
  throw fault('/consistency', 'a batch has one consistency for all of its items; send it beside them');
}

function revisionOf(token: string, scope: RevisionScope): bigint {
  try {
    return decodeRevisionToken(token, scope);
  } catch (error) {
    throw edgeErrorOf(error);
  }
}

function fault(pointer: string, detail: string): EdgeError {
  return new EdgeError('validation_error', detail, [{ pointer, code: 'unacceptable_value', detail }]);
}
