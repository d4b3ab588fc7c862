import { createHash, createHmac } from 'node:crypto';

/** What signs a request: a long-term key, or temporary credentials with their token. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface RequestToSign {
  readonly method: string;
  readonly host: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The headers of a request signed with AWS SigV4 by its published description, for service `grantlog`. */
export function signed(request: RequestToSign, credentials: SigningCredentials, now = new Date()) {
  const date = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const token = credentials.sessionToken;
  const headers: Record<string, string> = {
    host: request.host,
    'x-amz-date': date,
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  };
  const names = Object.keys(headers).sort();
  const [path = '', query = ''] = request.target.split('?', 2);
  const canonical = [
    request.method,
    path.split('/').map(encodeURIComponent).join('/'),
    query.split('&').map(withEquals).sort().join('&'),
    ...names.map((name) => `${name}:${headers[name] ?? ''}`),
    '',
    names.join(';'),
    sha256(request.body),
  ].join('\n');
  const scope = `${date.slice(0, 8)}/eu-central-1/grantlog/aws4_request`;
  const key = [date.slice(0, 8), 'eu-central-1', 'grantlog', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...request.headers, ...headers, authorization };
}

function withEquals(parameter: string): string {
  return parameter === '' || parameter.includes('=') ? parameter : `${parameter}=`;
}

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
