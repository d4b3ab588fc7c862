import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { EdgeError, type ErrorCode, limits, problemMediaType, toProblem } from '@grantlog/contract';

interface Request {
  readonly id: string;
}

interface Reply {
  readonly sent: boolean;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): unknown;
}

// RFC 9110, section 11.6.1: a 401 names the schemes that would be accepted.
const challenge = 'Bearer, AWS4-HMAC-SHA256';

// RFC 9110, section 10.2.3: an overload takes about that long to pass.
const retryAfterSeconds = '1';

const frameworkErrors: ReadonlyMap<number, readonly [ErrorCode, string]> = new Map([
  [404, ['not_found', 'there is nothing at this method and path; check both']],
  [405, ['method_not_allowed', 'this path does not take the method; check the method']],
  [413, ['payload_too_large', `the body is too large; send at most ${limits.httpBody.value} bytes`]],
  [
    414,
    [
      'uri_too_long',
      `a path parameter is too long; send at most ${limits.httpPathParameter.value} characters`,
    ],
  ],
  [415, ['unsupported_media_type', 'the body has another media type; send `content-type: application/json`']],
  [429, ['too_many_requests', 'there are too many requests; try again later']],
]);

/** Answers every error of every HTTP route as problem+json (RFC 9457) with `X-Request-Id`; registered once, globally. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  catch(exception: unknown, host: Pick<ArgumentsHost, 'switchToHttp'>): void {
    const http = host.switchToHttp();
    answerProblem(exception, http.getRequest<Request>(), http.getResponse<Reply>(), this.#logger);
  }
}

/**
 * Fastify's `frameworkErrors`: answers the two errors that come before any route, an address that cannot be decoded
 * and a path parameter that is too long.
 */
export function answerFrameworkError(
  error: { readonly statusCode?: number },
  request: Request,
  reply: Reply,
): void {
  const exception = new HttpException('the address cannot be decoded; escape it', error.statusCode ?? 400);
  answerProblem(exception, request, reply, new Logger(ProblemFilter.name));
}

function answerProblem(exception: unknown, request: Request, reply: Reply, logger: Logger): void {
  const error = edgeErrorOf(exception);
  const problem = toProblem(error, request.id);
  // A log that anybody can fill is read by nobody: what a client got wrong, and what passes, is told to the client alone.
  if (problem.status >= 500 && error.cause !== undefined)
    logger.error({ requestId: request.id, err: error.cause }, error.detail);
  if (reply.sent) return;
  if (problem.status === 401) reply.header('www-authenticate', challenge);
  if (problem.status === 429) reply.header('retry-after', retryAfterSeconds);
  reply
    .status(problem.status)
    .header('content-type', problemMediaType)
    .header('x-request-id', request.id)
    // Bytes, because Fastify adds a charset to the media type of a text, which JSON does not have (RFC 8259, section 11).
    .send(Buffer.from(JSON.stringify(problem)));
}

function edgeErrorOf(exception: unknown): EdgeError {
  if (exception instanceof EdgeError) return exception;
  if (isCutUpload(exception)) {
    return new EdgeError('validation_error', 'the body is cut short; send the whole request again');
  }
  const status = exception instanceof HttpException ? exception.getStatus() : 500;
  const known = frameworkErrors.get(status);
  if (known !== undefined) return new EdgeError(...known);
  if (exception instanceof HttpException && status < 500) {
    return new EdgeError('validation_error', exception.message);
  }
  // What went wrong inside is logged with the request id; it is nothing that a caller could act on.
  const detail = 'the request failed; try again, and name the request id when it keeps failing';
  return new EdgeError('internal', detail, [], { cause: exception });
}

/** Fastify marks what the stream of a body throws; that is the connection of the client, which nobody reads any more. */
function isCutUpload(exception: unknown): boolean {
  const hasStatus = typeof exception === 'object' && exception !== null && 'statusCode' in exception;
  return hasStatus && exception.statusCode === 400;
}
