import { Controller, RequestMapping, RequestMethod, Res, type Type } from '@nestjs/common';
import { EdgeError } from '@grantlog/contract';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** A method and path that something answers. */
export interface Route {
  readonly method: string;
  /** As the router writes it, without a leading slash: `v1/users/:userName`. */
  readonly path: string;
}

interface Reply {
  header(name: string, value: string): unknown;
}

interface RefusingController {
  refuse(reply: Reply): never;
}

/** Controllers that answer 405 and `Allow` (RFC 9110, section 15.5.6) to every method that the paths do not take. */
export function otherMethodControllers(routes: readonly Route[]): Type<RefusingController>[] {
  const paths = [...new Set(routes.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const allowed = routes.filter((route) => route.path === path).map(({ method }) => method);
    const refused = methods.filter((method) => !allowed.includes(method));
    return refused.map((method) => methodController(path, method, allowed.join(', ')));
  });
}

function methodController(
  path: string,
  method: (typeof methods)[number],
  allowed: string,
): Type<RefusingController> {
  @Controller()
  class OtherMethodController {
    @RequestMapping({ method: RequestMethod[method], path })
    refuse(@Res({ passthrough: true }) reply: Reply): never {
      reply.header('allow', allowed);
      throw new EdgeError('method_not_allowed', `this path takes ${allowed}; check the method`);
    }
  }
  return OtherMethodController;
}
