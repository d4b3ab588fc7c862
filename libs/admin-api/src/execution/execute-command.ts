import type { AccountTransaction } from '@grantlog/event-log';
import type { CommandOperation, JsonObject, Outcome } from '../catalogue/operation.js';
import { authorize } from './authorize.js';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import { KeptAnswers } from './kept-answers.js';
import { type LiveCaller, liveCaller } from './live-caller.js';
import { surroundings } from './surroundings.js';
import type { WriteAnswer } from './write-answer.js';

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
  const { result } = await ports.log.transact(account, async (transaction) => {
    const caller = await liveCaller(call.caller, transaction, { partition: ports.partition, account });
    const kept = keptAnswers(row, input, caller, call, transaction, ports);
    const earlier = await kept?.find();
    if (earlier !== undefined) return earlier;
    const answer = await carryOut(row, input, caller, call, transaction, ports);
    kept?.keep(answer);
    return answer;
  });
  return result;
}

function keptAnswers(
  row: Row,
  input: unknown,
  { acting }: LiveCaller,
  { idempotencyKey }: Call,
  transaction: AccountTransaction,
  { cipher }: ExecutionPorts,
): KeptAnswers | undefined {
  if (idempotencyKey === undefined) return undefined;
  const key = { principal: acting.userId, idempotencyKey };
  return new KeptAnswers(transaction, cipher, key, { operation: row.name, input });
}

async function carryOut(
  row: Row,
  input: unknown,
  caller: LiveCaller,
  call: Call,
  transaction: AccountTransaction,
  ports: ExecutionPorts,
): Promise<WriteAnswer> {
  const scope = { partition: ports.partition, account: transaction.account };
  const { acting } = caller;
  const state = await row.load(input, transaction, acting);
  const resource = row.target(input, state, scope, acting);
  const action = `${row.service}:${row.name}`;
  if (resource !== 'none') {
    const context = row.context?.(input, state) ?? {};
    const trust = row.trust === undefined ? {} : { trust: { role: row.trust(state) } };
    authorize({ action, resource, context, ...trust }, caller, call, ports.policies);
  }
  const around = surroundings(scope, transaction, caller, call, ports);
  const outcome = await row.decide(input, state, around);
  await record(outcome, action, caller, call, transaction);
  const after = outcome.events.length === 0 ? state : await row.load(input, transaction, acting);
  const body = (await row.answer?.(input, after, transaction)) ?? {};
  const { revision } = transaction;
  return {
    status: row.status,
    body: { ...combined(body, outcome.reveal ?? {}), revision: Number(revision) },
    revision,
  };
}

async function record(
  { events, putSecrets = [], deleteSecrets = [] }: Outcome,
  action: string,
  { acting }: LiveCaller,
  { requestId, sourceIp, reason }: Call,
  transaction: AccountTransaction,
): Promise<void> {
  const { arn: actor, credentialId } = acting;
  const metadata = { actor, action, requestId, sourceIp, credentialId };
  if (events.length > 0) {
    await transaction.append(reason === undefined ? metadata : { ...metadata, reason }, events);
  }
  for (const secret of putSecrets) transaction.putSecret(secret);
  for (const accessKeyId of deleteSecrets) transaction.deleteSecret(accessKeyId);
}

/** Members that both have are combined, so that a revealed secret stands in the entity that it belongs to. */
function combined(body: JsonObject, reveal: JsonObject): JsonObject {
  const members = Object.entries(reveal).map(([name, value]) => {
    const present = body[name];
    return [name, isObject(present) && isObject(value) ? { ...present, ...value } : value];
  });
  return { ...body, ...Object.fromEntries(members) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
