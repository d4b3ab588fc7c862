import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { JsonObject, QueryOperation } from '../catalogue/operation.js';
import type { Call } from '../execution/call.js';
import { executeQuery } from '../execution/execute-query.js';
import { ADMIN_API_PORTS, type AdminApiPorts } from './admin-api-ports.js';

/** Asks one query of the catalogue. */
export class AskOperation extends Query<JsonObject> {
  constructor(
    readonly operation: QueryOperation<unknown, unknown>,
    readonly input: unknown,
    readonly call: Call,
  ) {
    super();
  }
}

/** Answers every query of the catalogue. */
@QueryHandler(AskOperation)
export class AskOperationHandler implements IQueryHandler<AskOperation> {
  constructor(@Inject(ADMIN_API_PORTS) private readonly ports: AdminApiPorts) {}

  execute({ operation, input, call }: AskOperation): Promise<JsonObject> {
    return executeQuery(operation, input, call, this.ports);
  }
}
