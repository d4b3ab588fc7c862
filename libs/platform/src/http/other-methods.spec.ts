import { RequestMethod, type Type } from '@nestjs/common';
import { EdgeError } from '@grantlog/contract';
import { otherMethodControllers } from './other-methods.js';

const routes = [
  { method: 'GET', path: 'v1/things' },
  { method: 'POST', path: 'v1/things' },
  { method: 'DELETE', path: 'v1/things/:name' },
];

function routeOf({ prototype }: Type<unknown>): string {
  const handler = Object.getOwnPropertyDescriptor(prototype, 'refuse')?.value as object;
  const method = Reflect.getMetadata('method', handler) as RequestMethod;
  return `${RequestMethod[method]} ${String(Reflect.getMetadata('path', handler))}`;
}

describe('the controllers for other methods', () => {
  const controllers = otherMethodControllers(routes);

  it('take what no route of the same path takes', () => {
    expect(controllers.map(routeOf)).toEqual([
      ...['PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => `${method} v1/things`),
      ...['GET', 'POST', 'PUT', 'PATCH', 'OPTIONS'].map((method) => `${method} v1/things/:name`),
    ]);
  });

  it('refuse it and name the methods that the path takes', () => {
    const headers: string[] = [];
    const [first] = controllers.map((Controller) => new Controller());
    const refused = () => {
      first?.refuse({ header: (...header) => headers.push(...header) });
    };
    expect(refused).toThrow(EdgeError);
    expect(headers).toEqual(['allow', 'GET, POST']);
  });
});
