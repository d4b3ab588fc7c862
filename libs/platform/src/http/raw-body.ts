import { limits } from '@grantlog/contract';

/** A request whose body is kept as it came: signatures cover these bytes and strict readers parse them. */
export interface RawBodyRequest {
  /** The bytes of the body; absent when the request has none, empty when it has an empty one. */
  rawBody?: Buffer | undefined;
}

type TakeBody = (request: RawBodyRequest, body: Buffer, done: (error: null, body: undefined) => void) => void;

/** The part of a Fastify instance that is used here. */
export interface ContentTypeParsers {
  decorateRequest(name: string, value: undefined): unknown;
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    options: { readonly parseAs: 'buffer'; readonly bodyLimit: number },
    parser: TakeBody,
  ): unknown;
}

/**
 * Makes Fastify keep each body as bytes in `request.rawBody`, whatever its content type, and parse none of them:
 * `request.body` stays `undefined`. A body over `limits.httpBody` is answered with 413. Who reads the body decides which content types it takes (415 otherwise).
 * Call it before the first route is added, on an application that was created with `bodyParser: false`.
 */
export function registerRawBody(fastify: ContentTypeParsers): void {
  fastify.decorateRequest('rawBody', undefined);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: limits.httpBody.value },
    (request, body, done) => {
      request.rawBody = body;
      done(null, undefined);
    },
  );
}
