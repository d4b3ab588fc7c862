import type { AccountReader } from '@grantlog/event-log';
import type { JsonObject, QueryOperation } from '../catalogue/operation.js';
import { authorizeOperation } from './authorize-operation.js';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import { headOf, liveCaller } from './live-caller.js';
import { invalidMarker, openMarker, sealMarker } from './page-marker.js';

type Row = QueryOperation<unknown, unknown>;

/**
 * Answers a query about the caller's account. Who calls and what it may do is decided at the head; a list that goes on
 * is read at the revision of its first page, so that paging is stable while others write. The answer has the member
 * `revision`: the one it was read at.
 *
 * @param input what the row's schema made of the request
 * @throws EdgeError `unauthenticated`, `access_denied`, `validation_error` for a marker; DomainError
 * (`no_such_entity`); LogUnavailableError when the log cannot be reached.
 */
export async function executeQuery(
  row: Row,
  input: unknown,
  call: Call,
  ports: ExecutionPorts,
): Promise<JsonObject> {
  const { account } = call.caller;
  const scope = { partition: ports.partition, account };
  const head = await headOf(call.caller, ports.log);
  const caller = await liveCaller(call.caller, head);
  const page = row.paged === true ? openPage(input, row.name, account, ports) : { input };
  const state = await row.load(page.input, head, caller.acting);
  authorizeOperation(row, page.input, state, { scope, caller, call, ports });
  const reader = page.revision === undefined ? head : await pinned(page.revision, account, ports);
  const shown = reader === head ? state : await row.load(page.input, reader, caller.acting);
  const around = { scope, caller: caller.acting, log: ports.log };
  const body = await row.answer(page.input, shown, reader, around);
  const answered = row.paged === true ? closePage(body, row.name, reader, ports) : body;
  return { revision: Number(reader.revision), ...answered };
}

interface Page {
  /** The input with the position instead of the marker. */
  readonly input: unknown;
  /** Of the first page; absent on the first page itself. */
  readonly revision?: bigint;
}

function openPage(input: unknown, operation: string, account: string, { cipher }: ExecutionPorts): Page {
  const members = input as Readonly<Record<string, unknown>>;
  if (typeof members['marker'] !== 'string') return { input };
  const { revision, position } = openMarker(cipher, { account, operation }, members['marker']);
  return { input: { ...members, marker: position }, revision };
}

function closePage(
  body: JsonObject,
  operation: string,
  { account, revision }: AccountReader,
  { cipher }: ExecutionPorts,
): JsonObject {
  const { nextPosition, ...things } = body;
  if (typeof nextPosition !== 'string') return { ...things, isTruncated: false };
  const marker = sealMarker(cipher, { account, operation }, { revision, position: nextPosition });
  return { ...things, isTruncated: true, marker };
}

async function pinned(revision: bigint, account: string, { log }: ExecutionPorts): Promise<AccountReader> {
  const reader = await log.at(account, revision);
  if (reader === undefined) throw invalidMarker();
  return reader;
}
