import { createHash, createHmac } from 'node:crypto';
import type { IncomingCredentials } from '../authentication/incoming-credentials.js';

/** What a test client sends and how it signs. */
export interface ClientRequest {
  readonly method?: string;
  readonly rawUrl?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly time: Date;
  readonly service?: string;
  readonly region?: string;
  /** Header names that are sent but not signed. */
  readonly unsigned?: readonly string[];
  /** The canonical path and query, when the client does not sign them as sent. */
  readonly canonicalPath?: string;
  readonly canonicalQuery?: string;
}

/** Signs like a client, written apart from the code under test, and gives the request as a server receives it. */
export function signedByClient(client: ClientRequest): IncomingCredentials {
  const { method = 'GET', rawUrl = '/v1/user', body = '', service = 'grantlog' } = client;
  const basicTime = client.time.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const sent: Record<string, readonly string[]> = {
    host: ['127.0.0.1:8080'],
    'x-amz-date': [basicTime],
    ...client.headers,
  };
  const names = Object.keys(sent)
    .filter((name) => client.unsigned?.includes(name) !== true)
    .sort();
  const [path = '', query = ''] = rawUrl.split('?');
  const canonicalRequest = [
    method,
    client.canonicalPath ?? path,
    client.canonicalQuery ?? query,
    ...names.map((name) => `${name}:${(sent[name] ?? []).map((value) => value.trim()).join(',')}`),
    '',
    names.join(';'),
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  const scope = [basicTime.slice(0, 8), client.region ?? 'us-east-1', service, 'aws4_request'];
  const toSign = [
    'AWS4-HMAC-SHA256',
    basicTime,
    scope.join('/'),
    createHash('sha256').update(canonicalRequest, 'latin1').digest('hex'),
  ].join('\n');
  const key = scope.reduce<string | Buffer>(
    (parent, part) => createHmac('sha256', parent).update(part).digest(),
    `AWS4${client.secretAccessKey}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${client.accessKeyId}/${scope.join('/')}, ` +
    `SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return {
    method,
    rawUrl,
    headers: new Map(Object.entries({ ...sent, authorization: [authorization] })),
    body: Buffer.from(body),
    acceptedServices: ['grantlog'],
  };
}
