import { HttpException, Logger, NotFoundException } from '@nestjs/common';
import { EdgeError } from '@grantlog/contract';
import { answerFrameworkError, ProblemFilter } from './problem.filter.js';

class RecordedReply {
  sent = false;
  code = 0;
  readonly headers: Record<string, string> = {};
  body = '';
  status(code: number): this {
    this.code = code;
    return this;
  }
  header(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }
  send(body: Buffer): void {
    this.body = body.toString();
  }
  get problem(): unknown {
    return JSON.parse(this.body) as unknown;
  }
}

const request = { id: 'req-1' };

/** As Fastify hands on what the stream of a body threw. */
const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 });

function answerTo(exception: unknown): RecordedReply {
  const reply = new RecordedReply();
  const http = {
    getRequest: () => request as never,
    getResponse: () => reply as never,
    getNext: () => undefined as never,
  };
  new ProblemFilter().catch(exception, { switchToHttp: () => http });
  return reply;
}

describe('the problem filter', () => {
  const logged: unknown[] = [];
  beforeAll(() => {
    const error = (...given: readonly unknown[]) => logged.push(given);
    Logger.overrideLogger({ error, log: () => undefined, warn: () => undefined });
  });
  beforeEach(() => logged.splice(0));

  it('answers an edge error by the catalogue, with the request id in header and body', () => {
    const field = { pointer: '/a', code: 'unknown_field', detail: 'leave it out' };
    const reply = answerTo(new EdgeError('delete_conflict', 'detach it first', [field]));
    expect(reply.code).toBe(409);
    expect(reply.headers).toEqual({ 'content-type': 'application/problem+json', 'x-request-id': 'req-1' });
    expect(reply.problem).toMatchObject({ code: 'delete_conflict', requestId: 'req-1', errors: [field] });
  });

  it.each([
    [404, 'not_found'],
    [405, 'method_not_allowed'],
    [413, 'payload_too_large'],
    [414, 'uri_too_long'],
    [415, 'unsupported_media_type'],
    [429, 'too_many_requests'],
  ])('answers the framework error %d as %s', (status, code) => {
    const reply = answerTo(new HttpException('whatever the framework says', status));
    expect([reply.code, reply.problem]).toEqual([status, expect.objectContaining({ status, code })]);
    expect(reply.body).not.toContain('framework');
  });

  it('answers an unknown route without repeating it', () => {
    expect(answerTo(new NotFoundException('Cannot GET /secret')).body).not.toContain('secret');
  });

  it('answers another client error of the framework as a validation error', () => {
    const reply = answerTo(new HttpException('the body is cut short', 400));
    expect([reply.code, reply.problem]).toEqual([
      400,
      expect.objectContaining({ code: 'validation_error', detail: 'the body is cut short' }),
    ]);
  });

  it('says which credentials are accepted where there were none', () => {
    const reply = answerTo(new EdgeError('unauthenticated', 'sign the request'));
    expect([reply.code, reply.headers['www-authenticate']]).toEqual([401, 'Bearer, AWS4-HMAC-SHA256']);
  });

  it('tells nothing of the inside when something breaks', () => {
    const reply = answerTo(new TypeError('password=hunter2'));
    expect([reply.code, reply.problem]).toEqual([500, expect.objectContaining({ code: 'internal' })]);
    expect(reply.body).not.toContain('hunter2');
  });

  it('logs what broke inside, under the request id', () => {
    const cause = new TypeError('broken');
    answerTo(cause);
    answerTo(new EdgeError('unavailable', 'the log cannot be reached', [], { cause }));
    expect(logged).toEqual([
      [{ requestId: 'req-1', err: cause }, expect.stringContaining('the request failed'), 'ProblemFilter'],
      [{ requestId: 'req-1', err: cause }, 'the log cannot be reached', 'ProblemFilter'],
    ]);
  });

  it.each([
    ['a state that is not reached yet', new EdgeError('revision_not_reached', 'try again')],
    ['a refusal', new EdgeError('access_denied', 'no')],
    ['an error of the client', new EdgeError('session_token_invalid', 'no', [], { cause: new Error('x') })],
    ['an upload that the client aborts', aborted],
  ])('does not log %s', (_, exception) => {
    answerTo(exception);
    expect(logged).toEqual([]);
  });

  it('answers an upload that was aborted as cut short', () => {
    expect(answerTo(aborted).problem).toMatchObject({ status: 400, code: 'validation_error' });
  });

  it('leaves an answer alone that was sent already', () => {
    const reply = new RecordedReply();
    reply.sent = true;
    answerFrameworkError({ statusCode: 414 }, request, reply);
    expect(reply.body).toBe('');
  });

  it.each([
    [414, 'uri_too_long'],
    [400, 'validation_error'],
  ])('answers what fails before any route: %d', (statusCode, code) => {
    const reply = new RecordedReply();
    answerFrameworkError({ statusCode }, request, reply);
    expect([reply.code, reply.problem]).toEqual([statusCode, expect.objectContaining({ code })]);
  });
});
