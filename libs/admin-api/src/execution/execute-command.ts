import type { AccountTransaction } from '@grantlog/event-log';
import type { CommandOperation, Outcome } from '../catalogue/operation.js';
import { actionOf, authorizeOperation } from './authorize-operation.js';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import type { Execution } from './execution.js';
import { KeptAnswers } from './kept-answers.js';
import { liveCaller } from './live-caller.js';
import { surroundings } from './surroundings.js';
import { withRevealed, type WriteAnswer } from './write-answer.js';

type Row = CommandOperation<unknown, unknown>;

/**
 * Carries out a command on the caller's account, in one transaction: whether the caller still exists, the answer that
 * was kept for its idempotency key, authorization, decision and record all see the same documents. The answer is
 * returned after the commit. A command that changes nothing answers the current revision.
 *
 * @param input what the row's schema made of the request
 * @throws EdgeError `unauthenticated`, `idempotency_mismatch`, `access_denied`; DomainError when the rules say no;
 * LogUnavailableError when the log cannot be reached. Nothing was recorded then.
 */
export async function executeCommand(
  row: Row,
  input: unknown,
  call: Call,
  ports: ExecutionPorts,
): Promise<WriteAnswer> {
  // A signing key that is due is made now: inside the transaction the log would wait for itself.
  await ports.sessions.ring.signingKey(call.now);
  const { account } = call.caller;
  const scope = { partition: ports.partition, account };
  const { result } = await ports.log.transact(account, async (transaction) => {
    const caller = await liveCaller(call.caller, transaction);
    const execution = { scope, caller, call, ports };
    const kept = keptAnswers(row, input, execution, transaction);
    const earlier = await kept?.find();
    if (earlier !== undefined) return earlier;
    const answer = await carryOut(row, input, execution, transaction);
    kept?.keep(answer);
    return answer;
  });
  return result;
}

function keptAnswers(
  row: Row,
  input: unknown,
  { caller, call, ports }: Execution,
  transaction: AccountTransaction,
): KeptAnswers | undefined {
  const { idempotencyKey } = call;
  if (idempotencyKey === undefined) return undefined;
  const key = { principal: caller.acting.userId, idempotencyKey };
  return new KeptAnswers(transaction, ports.cipher, key, { operation: row.name, input });
}

async function carryOut(
  row: Row,
  input: unknown,
  execution: Execution,
  transaction: AccountTransaction,
): Promise<WriteAnswer> {
  const { acting } = execution.caller;
  const state = await row.load(input, transaction, acting);
  authorizeOperation(row, input, state, execution);
  const outcome = await row.decide(input, state, surroundings(execution, transaction));
  await record(row, outcome, execution, transaction);
  const after = outcome.events.length === 0 ? state : await row.load(input, transaction, acting);
  const body = (await row.answer?.(input, after, transaction)) ?? {};
  const { revision } = transaction;
  const answered = { ...withRevealed(body, outcome.reveal ?? {}), revision: Number(revision) };
  return { status: row.status, body: answered, revision };
}

async function record(
  row: Row,
  { events, putSecrets = [], deleteSecrets = [] }: Outcome,
  { caller, call }: Execution,
  transaction: AccountTransaction,
): Promise<void> {
  const { arn: actor, credentialId } = caller.acting;
  const { requestId, sourceIp, reason } = call;
  const metadata = { actor, action: actionOf(row), requestId, sourceIp, credentialId };
  if (events.length > 0) {
    await transaction.append(reason === undefined ? metadata : { ...metadata, reason }, events);
  }
  for (const secret of putSecrets) transaction.putSecret(secret);
  for (const accessKeyId of deleteSecrets) transaction.deleteSecret(accessKeyId);
}
