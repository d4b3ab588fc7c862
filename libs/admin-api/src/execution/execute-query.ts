import type { AccountReader } from '@grantlog/event-log';
import { canonicalJson } from '@grantlog/events';
import type { JsonObject, QueryOperation } from '../catalogue/operation.js';
import { authorizeOperation } from './authorize-operation.js';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import { headOf, liveCaller } from './live-caller.js';
import { invalidMarker, type MarkedList, openMarker, sealMarker } from './page-marker.js';

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
  const list = row.paged === true ? markedList(row.name, input, account) : undefined;
  const page = list === undefined ? { input } : openPage(input, list, ports);
  const state = await row.load(page.input, head, caller.acting);
  authorizeOperation(row, page.input, state, { scope, caller, call, ports });
  const reader = page.revision === undefined ? head : await pinned(page.revision, account, ports);
  const shown = reader === head ? state : await row.load(page.input, reader, caller.acting);
  const around = { scope, caller: caller.acting, log: ports.log };
  const body = await row.answer(page.input, shown, reader, around);
  const answered = list === undefined ? body : closePage(body, list, reader, ports);
  return { revision: Number(reader.revision), ...answered };
}

interface Page {
  /** The input with the position instead of the marker. */
  readonly input: unknown;
  /** Of the first page; absent on the first page itself. */
  readonly revision?: bigint;
}

/** The list that an input asks for: without the members that choose a page of it. */
function markedList(operation: string, input: unknown, account: string): MarkedList {
  const question = { ...(input as JsonObject), maxItems: undefined, marker: undefined };
  return { account, operation, question: canonicalJson(question) };
}

function openPage(input: unknown, list: MarkedList, { cipher }: ExecutionPorts): Page {
  const members = input as JsonObject;
  if (typeof members['marker'] !== 'string') return { input };
  const { revision, position } = openMarker(cipher, list, members['marker']);
  return { input: { ...members, marker: position }, revision };
}

function closePage(
  body: JsonObject,
  list: MarkedList,
  { revision }: AccountReader,
  { cipher }: ExecutionPorts,
): JsonObject {
  const { nextPosition, ...things } = body;
  if (typeof nextPosition !== 'string') return { ...things, isTruncated: false };
  return {
    ...things,
    isTruncated: true,
    marker: sealMarker(cipher, list, { revision, position: nextPosition }),
  };
}

async function pinned(revision: bigint, account: string, { log }: ExecutionPorts): Promise<AccountReader> {
  const reader = await log.at(account, revision);
  if (reader === undefined) throw invalidMarker();
  return reader;
}
