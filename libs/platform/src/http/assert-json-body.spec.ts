import { EdgeError } from '@grantlog/contract';
import { assertJsonBody } from './assert-json-body.js';

const check = (headers: Readonly<Record<string, readonly string[]>>) => () => {
  assertJsonBody(new Map(Object.entries({ 'content-type': ['application/json'], ...headers })));
};

describe('the headers of a body that is read as JSON', () => {
  it.each([
    ['application/json'],
    ['Application/JSON; charset="UTF-8"'],
    ['application/json;charset=utf-8'],
    ['application/json;'],
  ])('may have the type %s', (type) => {
    expect(check({ 'content-type': [type] })).not.toThrow();
  });

  it.each([
    [[]],
    [['']],
    [['text/plain']],
    [['application/jsonp']],
    [['application/json; charset=utf-16']],
    [['application/json; version=2']],
    [['application/json', 'application/json']],
  ])('have no other type and only one: not %j', (types) => {
    expect(check({ 'content-type': types })).toThrow(EdgeError);
  });

  it.each([[['identity']], [['']], [['Identity', 'identity']]])(
    'may say that nothing is encoded: %j',
    (values) => {
      expect(check({ 'content-encoding': values })).not.toThrow();
    },
  );

  it.each([[['gzip']], [['identity, br']], [['identity', 'deflate']], [['x']]])(
    'name no encoding: not %j',
    (values) => {
      expect(check({ 'content-encoding': values })).toThrow('send it without `content-encoding`');
    },
  );
});
