import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:http';
import { sign } from 'aws4';
import type { AccessKeyPair } from '@grantlog/testing';

/** Credentials of a REST caller: a signing key, with its token when it is temporary. */
export interface SigningKey extends AccessKeyPair {
  readonly sessionToken?: string;
}

/** An answer with its body read as JSON. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonBody;
}

/** A JSON body, loosely typed: tests say what they expect of it. */
export type JsonBody = Readonly<Record<string, unknown>>;

/** What a call carries beside method and path. */
export interface CallOptions {
  /** A value is sent as JSON, text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the REST interface as one caller, signing with an implementation of SigV4 that is not ours. */
export class RestClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(
    readonly address: string,
    readonly key: SigningKey | undefined,
  ) {}

  /** The same server, another caller. */
  as(key: SigningKey | undefined): RestClient {
    return new RestClient(this.address, key);
  }

  async call(method: string, path: string, options: CallOptions = {}): Promise<RestAnswer> {
    const body = bodyText(options.body);
    const plain = {
      method,
      path: `/v1${path}`,
      host: this.address,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      ...(body === undefined ? {} : { body }),
    };
    const signed =
      this.key === undefined ? plain : sign({ ...plain, service: 'grantlog', region: 'eu-west-1' }, this.key);
    return send(this.address, { ...plain, headers: signed.headers ?? {} }, body, this.#agent);
  }

  /** Calls and expects success: any other status throws with the answer. */
  async expect(method: string, path: string, body?: unknown): Promise<JsonBody> {
    const answer = await this.call(method, path, body === undefined ? {} : { body });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  close(): void {
    this.#agent.destroy();
  }
}

function bodyText(body: unknown): string | undefined {
  return typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
}

async function send(
  address: string,
  { method, path, headers }: { method: string; path: string; headers: Readonly<Record<string, unknown>> },
  body: string | undefined,
  agent: Agent,
): Promise<RestAnswer> {
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port, method, path, headers: headers as Record<string, string>, agent },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('error', reject).on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: (text === '' ? {} : JSON.parse(text)) as JsonBody,
          });
        });
      },
    );
    outgoing.on('error', reject).end(body);
  });
}
