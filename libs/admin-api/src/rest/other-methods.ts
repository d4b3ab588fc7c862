import { Controller, RequestMapping, RequestMethod, Res, type Type } from '@nestjs/common';
import { EdgeError } from '@grantlog/contract';
import type { FastifyReply } from 'fastify';
import type { Operation } from '../catalogue/operation.js';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Controllers that answer 405 and `Allow` (RFC 9110, section 15.5.6) to what the paths of a catalogue do not take. */
export function methodControllers(
  operations: readonly Operation[],
  routePath: (path: string) => string,
): Type[] {
  const paths = [...new Set(operations.map(({ path }) => routePath(path)))];
  return paths.flatMap((path) => {
    const rows = operations.filter((operation) => routePath(operation.path) === path);
    const allowed = rows.map(({ method }) => method);
    const refused = methods.filter((method) => !allowed.some((name) => name === method));
    return refused.map((method) => methodController(path, method, allowed));
  });
}

function methodController(path: string, method: (typeof methods)[number], allowed: readonly string[]): Type {
  @Controller('v1')
  class OtherMethodController {
    @RequestMapping({ method: RequestMethod[method], path })
    refuse(@Res({ passthrough: true }) reply: FastifyReply): never {
      reply.header('allow', allowed.join(', '));
      throw new EdgeError('method_not_allowed', `this path takes ${allowed.join(', ')}; check the method`);
    }
  }
  return OtherMethodController;
}
