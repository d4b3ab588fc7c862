import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';

/** An access key. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A call to an HTTPS listener. */
export interface HttpsCall {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Everything that an HTTPS listener answers, as one text: status, headers, body. */
export function callOf(address: string, ca: Buffer, { method, path, headers = {}, body = '' }: HttpsCall) {
  const [host = '', port = ''] = address.split(':');
  return new Promise<string>((resolve, reject) => {
    const call = request({ host, port, method, path, headers, ca, agent: false }, (response) => {
      void text(response).then((answer) => {
        resolve(`${response.statusCode ?? 0}\n${response.rawHeaders.join('\n')}\n${answer}`);
      });
    });
    call.on('error', reject).end(body);
  });
}

/** The call with a Signature Version 4 of the whole of it (AWS IAM User Guide, "Create a signed AWS API request"). */
export function signed(host: string, call: HttpsCall, key: SigningKey): HttpsCall {
  const { method, path, body = '' } = call;
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/us-east-1/grantlog/aws4_request`;
  const canonical = `${method}\n${path}\n\nhost:${host}\nx-amz-date:${time}\n\nhost;x-amz-date\n${sha256(body)}`;
  const signingKey = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${key.secretAccessKey}`);
  const signature = hmac(signingKey, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`);
  const credential = `Credential=${key.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host;x-amz-date, Signature=${signature.toString('hex')}`;
  return { ...call, headers: { ...call.headers, host, 'x-amz-date': time, authorization } };
}

function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function hmac(key: string | Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest();
}
