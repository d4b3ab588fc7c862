import type { AccountReader } from '@grantlog/event-log';
import { EdgeError } from '@grantlog/contract';
import type { JsonObject, QueryOperation } from '../catalogue/operation.js';
import { authorize } from './authorize.js';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import { liveCaller } from './live-caller.js';
import { invalidMarker, openMarker, type PageMarker, sealMarker } from './page-marker.js';

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
  const head = await ports.log.at(account);
  if (head === undefined) throw new EdgeError('unauthenticated', `there is no account \`${account}\``);
  const caller = await liveCaller(call.caller, head, scope);
  const marker = row.paged === true ? markerOf(input, row, account, ports) : undefined;
  const asked = marker === undefined ? input : { ...members(input), marker: marker.position };
  const state = await row.load(asked, head, caller.acting);
  const resource = row.target(asked, state, scope, caller.acting);
  if (resource !== 'none') {
    const context = row.context?.(asked, state) ?? {};
    authorize({ action: `${row.service}:${row.name}`, resource, context }, caller, call, ports.policies);
  }
  const reader = marker === undefined ? head : await pinned(marker, account, ports);
  const shown = reader === head ? state : await row.load(asked, reader, caller.acting);
  const around = { scope, caller: caller.acting, log: ports.log };
  const body = await row.answer(asked, shown, reader, around);
  const page = row.paged === true ? paged(body, row, reader, ports) : body;
  return { revision: Number(reader.revision), ...page };
}

function markerOf(input: unknown, row: Row, account: string, ports: ExecutionPorts): PageMarker | undefined {
  const { marker } = members(input);
  if (marker === undefined) return undefined;
  return openMarker(ports.cipher, { account, operation: row.name }, String(marker));
}

async function pinned(
  { revision }: PageMarker,
  account: string,
  { log }: ExecutionPorts,
): Promise<AccountReader> {
  const reader = await log.at(account, revision);
  if (reader === undefined) throw invalidMarker();
  return reader;
}

function paged(body: JsonObject, row: Row, reader: AccountReader, { cipher }: ExecutionPorts): JsonObject {
  const { nextPosition, ...things } = body;
  if (typeof nextPosition !== 'string') return { ...things, isTruncated: false };
  const list = { account: reader.account, operation: row.name };
  const marker = sealMarker(cipher, list, { revision: reader.revision, position: nextPosition });
  return { ...things, isTruncated: true, marker };
}

function members(input: unknown): Readonly<Record<string, unknown>> {
  return input as Readonly<Record<string, unknown>>;
}
