import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type CertificateFiles, Certificates } from '@grantlog/testing';
import { callOf, type HttpsCall, signed } from './signed-call.fixture.js';

const entry = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A value that stands nowhere else. */
function canary(bytes = 32): string {
  return randomBytes(bytes).toString('hex');
}

/** The built process, and everything that it has written. */
class Standalone {
  output = '';
  readonly #process: ChildProcess;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#process = spawn(process.execPath, [entry], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding('utf8').on('data', (written: string) => (this.output += written));
    }
  }

  async listening(): Promise<string> {
    for (;;) {
      const [, address] = /^listening http=(\S+) grpc=/m.exec(this.output) ?? [];
      if (address !== undefined) return address;
      await Promise.race([
        once(this.#process.stdout ?? this.#process, 'data'),
        once(this.#process, 'exit').then(() => {
          throw new Error(`it does not serve: ${this.output}`);
        }),
      ]);
    }
  }

  async stop(): Promise<void> {
    this.#process.kill();
    await this.ended();
  }

  async ended(): Promise<void> {
    if (this.#process.exitCode === null) await once(this.#process, 'close');
  }
}

describe('secrets', () => {
  const certificates = new Certificates();
  const traced: string[] = [];
  let authority: CertificateFiles;
  let server: CertificateFiles;
  let collector: Server;
  let directory: string;

  beforeAll(async () => {
    authority = certificates.authority('authority');
    server = certificates.signedBy(authority, 'server');
    directory = await mkdtemp(join(tmpdir(), 'grantlog-secrets-'));
    collector = createServer((request, response) => {
      void text(request).then((body) => {
        traced.push(body);
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
  });
  afterAll(async () => {
    collector.close();
    collector.closeAllConnections();
    certificates.remove();
    await rm(directory, { recursive: true });
  });

  it('that are settings or answers stand in no log, no metric, no trace and no error', async () => {
    const rootKey = { accessKeyId: 'AKIACANARYROOTKEY000', secretAccessKey: canary() };
    const masterKey = randomBytes(32).toString('base64');
    const passwords = { sasl: canary(), database: canary(), redis: canary() };
    const process = new Standalone({
      GRANTLOG_DATA_DIR: join(directory, 'data'),
      GRANTLOG_HTTP_LISTEN: '127.0.0.1:0',
      GRANTLOG_GRPC_LISTEN: '127.0.0.1:0',
      GRANTLOG_LOG_LEVEL: 'trace',
      GRANTLOG_MASTER_KEY: masterKey,
      GRANTLOG_ROOT_ACCESS_KEY_ID: rootKey.accessKeyId,
      GRANTLOG_ROOT_SECRET_ACCESS_KEY: rootKey.secretAccessKey,
      GRANTLOG_DATABASE_URL: `postgres://grantlog:${passwords.database}@127.0.0.1:1/grantlog`,
      GRANTLOG_REDIS_URL: `redis://:${passwords.redis}@127.0.0.1:1`,
      GRANTLOG_KAFKA_SASL_MECHANISM: 'plain',
      GRANTLOG_KAFKA_SASL_USERNAME: 'grantlog',
      GRANTLOG_KAFKA_SASL_PASSWORD: passwords.sasl,
      GRANTLOG_TLS_CERT_FILE: server.certFile,
      GRANTLOG_TLS_KEY_FILE: server.keyFile,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    });
    const address = await process.listening();
    const ca = await readFile(authority.certFile);
    const call = (given: HttpsCall) => callOf(address, ca, given);
    const asRoot = (given: HttpsCall) => call(signed(address, given, rootKey));

    const json = { 'content-type': 'application/json' };
    const user = await asRoot({
      method: 'POST',
      path: '/v1/users',
      headers: json,
      body: '{"userName":"ada"}',
    });
    expect(user).toMatch(/^201\n/);
    const key = await asRoot({ method: 'POST', path: '/v1/users/ada/access-keys' });
    const session = await asRoot({
      method: 'POST',
      path: '/v1/sts/session-token',
      headers: json,
      body: '{}',
    });
    const answered = [
      /"secretAccessKey":"([^"]+)"/.exec(key)?.[1],
      /"secretAccessKey":"([^"]+)"/.exec(session)?.[1],
      /"sessionToken":"([^"]+)"/.exec(session)?.[1],
    ];
    const [, , sessionToken = ''] = answered;
    expect(answered).not.toContain(undefined);

    const shown = [
      await call({ method: 'GET', path: '/metrics' }),
      await call({ method: 'GET', path: '/health/ready' }),
      await call({ method: 'GET', path: '/v1/users', headers: { authorization: `Bearer ${sessionToken}x` } }),
      await call({ method: 'GET', path: `/v1/users?token=${sessionToken}` }),
      await call({
        method: 'POST',
        path: '/v1/authorize',
        headers: json,
        body: `{"sessionToken":"${sessionToken}"}`,
      }),
      await call(
        signed(address, { method: 'GET', path: '/v1/users' }, { ...rootKey, secretAccessKey: canary() }),
      ),
      await asRoot({ method: 'GET', path: '/v1/users/ada' }),
    ];
    expect(shown.map((answer) => answer.slice(0, 3))).toEqual([
      '200',
      '200',
      '401',
      '401',
      '401',
      '401',
      '200',
    ]);
    expect(shown[0]).toContain('grantlog_operations_total{operation="CreateUser",outcome="done"} 1');
    await process.stop();
    expect(traced.join()).toContain('"CreateUser"');
    expect(process.output).toMatch(/"level":20/);

    const tlsKey = (await readFile(server.keyFile, 'utf8')).split('\n')[1] ?? '';
    const secrets = [masterKey, rootKey.secretAccessKey, ...Object.values(passwords), tlsKey, ...answered];
    const everything = [process.output, ...traced, ...shown].join('\n');
    for (const secret of secrets) expect(everything).not.toContain(secret);
  }, 120_000);

  it('that are refused are not repeated', async () => {
    const names = ['MASTER_KEY', 'ROOT_SECRET_ACCESS_KEY', 'KAFKA_SASL_PASSWORD', 'DATABASE_URL', 'UNKNOWN'];
    const settings = names.map((name) => [`GRANTLOG_${name}`, ` ${canary(8)}`] as const);
    const process = new Standalone(Object.fromEntries(settings));
    await process.ended();
    for (const [name, secret] of settings) {
      expect(process.output).toContain(`${name} `);
      expect(process.output).not.toContain(secret.trim());
    }
  }, 60_000);
});
