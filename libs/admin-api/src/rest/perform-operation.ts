import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandOperation } from '../catalogue/operation.js';
import type { Call } from '../execution/call.js';
import { executeCommand } from '../execution/execute-command.js';
import type { WriteAnswer } from '../execution/write-answer.js';
import { ADMIN_API_PORTS, type AdminApiPorts } from './admin-api-ports.js';

/** Asks to carry out one command of the catalogue. */
export class PerformOperation extends Command<WriteAnswer> {
  constructor(
    readonly operation: CommandOperation<unknown, unknown>,
    readonly input: unknown,
    readonly call: Call,
  ) {
    super();
  }
}

/** Carries out every command of the catalogue. */
@CommandHandler(PerformOperation)
export class PerformOperationHandler implements ICommandHandler<PerformOperation> {
  constructor(@Inject(ADMIN_API_PORTS) private readonly ports: AdminApiPorts) {}

  execute({ operation, input, call }: PerformOperation): Promise<WriteAnswer> {
    return executeCommand(operation, input, call, this.ports);
  }
}
