import { nameOf } from '../compile/principal-part.js';
import { Question } from '../compile/question.js';
import type { CompiledStatement } from '../compile/compiled-statement.js';
import type { PartMismatch } from '../compile/statement-part.js';
import type { Decision, ExplainedDecision, Layer, StatementMatch, StatementMismatch } from './decision.js';
import { evaluate } from './evaluate.js';
import { type AppliedPolicy, policiesIn, type PolicyLayers } from './policy-layers.js';
import type { EvaluationRequest } from './request.js';
import { decidingKind, denialReason } from './sentence.js';
import { failingPart } from './statement-scan.js';
import { Trace, type TracedStatement } from './trace.js';

/**
 * Decides one request and says why: the same evaluation as {@link evaluate}, with everything it saw.
 *
 * Looks at every statement of every policy, so it takes longer than a plain answer.
 */
export function explain(request: EvaluationRequest, layers: PolicyLayers): ExplainedDecision {
  const trace = new Trace();
  const decision = evaluate(request, layers, trace);
  const determining = determiningOf(decision, trace);
  return {
    ...decision,
    determining,
    candidates: candidatesOf(new Question(request, layers.boundary !== undefined), layers),
    summary: summaryOf(request, decision, determining, trace.lacking),
  };
}

/** A deny ends an evaluation before any Allow is looked for, so that all that matched led to the decision. */
function determiningOf({ decision }: Decision, trace: Trace): readonly StatementMatch[] {
  return decision === 'ImplicitDeny' ? [] : trace.matched.map(toMatch);
}

function toMatch({ statement, applied, layer }: TracedStatement): StatementMatch {
  return {
    policy: applied.policy,
    version: applied.version,
    sid: statement.sid,
    index: statement.index,
    pointer: `/Statement/${statement.index}`,
    effect: statement.effect,
    attachedTo: applied.attachedTo,
    layer,
  };
}

function candidatesOf(question: Question, layers: PolicyLayers): readonly StatementMismatch[] {
  const ofResource = layers.trust ?? layers.resource;
  question.principalIds = ofResource?.principalIds;
  const policies: readonly (readonly [Layer, readonly AppliedPolicy[]])[] = [
    ['Organization', layers.guardrails?.flat() ?? []],
    ['ResourcePolicy', ofResource === undefined ? [] : [ofResource]],
    ['IdentityPolicy', layers.identity.flatMap(policiesIn)],
    ['PermissionsBoundary', layers.boundary === undefined ? [] : [layers.boundary]],
    ['SessionPolicy', layers.session ?? []],
  ];
  return policies.flatMap(([layer, ofLayer]) =>
    ofLayer.flatMap((applied) => mismatches(question, applied, layer)),
  );
}

function mismatches(question: Question, applied: AppliedPolicy, layer: Layer): StatementMismatch[] {
  return applied.compiled.statements.flatMap((statement) => {
    const mismatch = mismatchOf(statement, question);
    return mismatch === undefined ? [] : [{ statement: toMatch({ statement, applied, layer }), ...mismatch }];
  });
}

/** Why a statement that names the action or the resource does not apply; `undefined` when it does, or names neither. */
function mismatchOf(statement: CompiledStatement, question: Question): PartMismatch | undefined {
  if (statement.action.matches(question)) return failingPart(statement, question)?.explain(question);
  const namesResource = statement.resource?.isNarrow === true && statement.resource.matches(question);
  return namesResource ? statement.action.explain(question) : undefined;
}

/** One sentence in the words of AWS's own access-denied messages. */
function summaryOf(
  request: EvaluationRequest,
  decision: Decision,
  determining: readonly StatementMatch[],
  lacking: readonly AppliedPolicy[],
): string {
  const { principal, action, resource } = request;
  const what = `to perform ${action} on resource ${resource}`;
  const who = nameOf(principal);
  const first = determining.find(({ layer }) => layer === decision.decidedBy);
  const where = first === undefined ? '' : ` (${first.policy}, statement ${first.sid || first.index})`;
  if (decision.decision === 'Allow') {
    const isRoot = decision.decidedBy === 'Root';
    return `${who} is authorized ${what}, by ${isRoot ? 'being the root user of the account' : `${decidingKind(decision)}${where}`}`;
  }
  return `${who} is not authorized ${what}, ${denialReason(request, decision)}${where}${namesOf(lacking)}`;
}

function namesOf(policies: readonly AppliedPolicy[]): string {
  return policies.length === 0 ? '' : ` (${policies.map(({ policy }) => policy).join(', ')})`;
}
