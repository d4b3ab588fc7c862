import { EdgeError } from '@grantlog/contract';
import type { Caller } from '@grantlog/credentials';
import type { Oversight } from '@grantlog/platform';
import type { Operation } from '../catalogue/operation.js';
import { toEdgeError } from './edge-errors.js';
import type { Answer } from './rest-entry.js';

/** An operation takes half a millisecond and more, a decision over gRPC less than a tenth. */
const operationCalls = 8;

/** A call whose caller is known. */
export interface OverseenCall {
  readonly operation: Pick<Operation, 'kind' | 'name'>;
  readonly caller: Caller;
  /** The `traceparent` that came with it. */
  readonly traceParent: string | undefined;
}

/**
 * Carries out an operation under oversight: refused under overload and when its account has too many in flight,
 * counted by its outcome, traced.
 *
 * @throws EdgeError `too_many_requests`; what `carryOut` throws
 */
export async function overseeOperation(
  oversight: Oversight,
  call: OverseenCall,
  carryOut: () => Promise<Answer>,
): Promise<Answer> {
  const { admission, operations, metrics } = oversight;
  const { operation, caller } = call;
  const startMs = performance.now();
  const observe = (outcome: string) => {
    metrics.count('operations', [operation.name, outcome]);
    metrics.observe('operationSeconds', [operation.kind], (performance.now() - startMs) / 1_000);
  };
  try {
    admission.admit(caller.account, operationCalls);
    const answer = await operations.run(caller.account, () => traced(oversight, call, carryOut));
    observe('done');
    return answer;
  } catch (error) {
    const code = outcomeOf(error);
    if (code === 'too_many_requests') metrics.count('shedCalls', ['admin']);
    observe(code);
    throw error;
  }
}

function outcomeOf(error: unknown): string {
  const known = toEdgeError(error);
  return known instanceof EdgeError ? known.code : 'internal';
}

/** Account and revision are what links a command with the spans of those who publish and apply its events. */
function traced(
  { tracing }: Oversight,
  { operation, caller, traceParent }: OverseenCall,
  carryOut: () => Promise<Answer>,
): Promise<Answer> {
  const facts = { 'grantlog.operation': operation.name, 'grantlog.account': caller.account };
  return tracing.span(
    operation.kind,
    facts,
    async (span) => {
      const answer = await carryOut();
      if (answer.revision !== undefined) span.set({ 'grantlog.revision': String(answer.revision) });
      return answer;
    },
    traceParent,
  );
}
