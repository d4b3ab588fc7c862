import { Controller, Inject, Req, RequestMapping, RequestMethod, Res, type Type } from '@nestjs/common';
import { otherMethodControllers, type RawBodyRequest } from '@grantlog/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../catalogue/operation.js';
import { inputSchema } from './input-schema.js';
import { RestEntry } from './rest-entry.js';

/**
 * The controllers of a catalogue: one for each operation, and one for each path that refuses its other methods.
 *
 * @throws TypeError when two operations have the same method and path, or an input schema is not strict.
 */
export function operationControllers(operations: readonly Operation[]): Type[] {
  const places = operations.map(
    ({ method, path }) => `${method} ${routePath(path).replaceAll(/:\w+/g, ':')}`,
  );
  const repeated = places.find((place, index) => places.indexOf(place) !== index);
  if (repeated !== undefined) throw new TypeError(`two operations are at \`${repeated}\``);
  const routes = operations.map(({ method, path }) => ({ method, path: `v1${routePath(path)}` }));
  return [...operations.map(operationController), ...otherMethodControllers(routes)];
}

function operationController(operation: Operation): Type {
  const schema = inputSchema(operation);
  const { method, path, name } = operation;

  @Controller('v1')
  class OperationController {
    constructor(@Inject(RestEntry) private readonly entry: RestEntry) {}

    @RequestMapping({ method: RequestMethod[method], path: routePath(path) })
    answer(@Req() request: FastifyRequest & RawBodyRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.entry.answer(operation, schema, request, reply);
    }
  }
  Object.defineProperty(OperationController, 'name', { value: `${name}Controller` });
  return OperationController;
}

/** `/users/{userName}` as the router writes it: `/users/:userName`. */
function routePath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
