import type { AuthorizeResponse } from '@grantlog/contract';
import { GrpcClient, type Question } from './grpc-client.js';

/** Asks the next process with each question, so that none is asked twice in a row where there are several. */
export class RotatingClient {
  readonly #clients: readonly GrpcClient[];
  #asked = 0;

  /** @param token session token of the caller; none for an anonymous one */
  constructor(addresses: readonly string[], token: string | undefined) {
    this.#clients = addresses.map((address) => new GrpcClient(address, token));
  }

  authorize(question: Question): Promise<AuthorizeResponse> {
    const client = this.#clients[this.#asked % this.#clients.length];
    if (client === undefined) throw new RangeError('there is nobody to ask');
    this.#asked += 1;
    return client.authorize(question);
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }
}
