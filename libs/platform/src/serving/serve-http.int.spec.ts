import 'reflect-metadata';
import { request as plainRequest } from 'node:http';
import { request as secureRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { limits } from '@grantlog/contract';
import { type CertificateFiles, Certificates, pair } from '@grantlog/testing';
import { Controller, Get, Module, Req } from '@nestjs/common';
import { pino } from 'pino';
import type { TlsMaterial } from '../tls/tls-material.js';
import { startOversight } from '../oversight/start-oversight.js';
import { type ServedHttp, serveHttp } from './serve-http.js';

@Controller()
class ProtocolController {
  @Get('protocol')
  protocol(@Req() request: { readonly protocol: string }): string {
    return request.protocol;
  }
}

@Module({})
class TestModule {}

const logger = pino({ level: 'silent' });

async function serve(tls?: TlsMaterial): Promise<ServedHttp> {
  const module = { module: TestModule, controllers: [ProtocolController] };
  const oversight = await startOversight('grantlog-test', {});
  const close = () => Promise.resolve();
  return serveHttp(module, { listener: { host: '127.0.0.1', port: 0 }, logger, tls, oversight, close });
}

/** What is answered, or the code of why nothing was. */
function ask(
  { address }: ServedHttp,
  options: RequestOptions = {},
  path = '/protocol',
  request: typeof secureRequest = secureRequest,
): Promise<string> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const call = request({ host, port, path, agent: false, ...options }, (response: IncomingMessage) => {
      void text(response).then((body) => {
        resolve(`${response.statusCode ?? 0} ${body}`);
      });
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      resolve(`${error.code ?? ''} ${error.message}`);
    });
    call.end();
  });
}

describe('HTTP that is served', () => {
  const certificates = new Certificates();
  let ours: CertificateFiles;
  let theirs: CertificateFiles;
  let server: CertificateFiles;
  let client: CertificateFiles;
  let stranger: CertificateFiles;
  let served: ServedHttp;

  beforeAll(() => {
    ours = certificates.authority('ours');
    theirs = certificates.authority('theirs');
    server = certificates.signedBy(ours, 'server');
    client = certificates.signedBy(ours, 'client');
    stranger = certificates.signedBy(theirs, 'stranger');
  });
  afterAll(() => {
    certificates.remove();
  });
  afterEach(() => served.app.close());

  it('is plain where no certificate is given, and answers errors as problems', async () => {
    served = await serve();
    expect(await ask(served, {}, '/protocol', plainRequest)).toBe('200 http');
    expect(served.app.getHttpServer().maxConnections).toBe(limits.httpConnections.value);
    expect(await ask(served, {}, '/nothing', plainRequest)).toMatch(/^404 .*"code":"not_found"/);
  });

  it('shows the figures of the process, with every request by its route', async () => {
    served = await serve();
    for (const path of ['/protocol?token=canary', '/canary']) await ask(served, {}, path, plainRequest);
    const answer = await ask(served, {}, '/metrics', plainRequest);
    expect(answer).toMatch(/^200 # HELP grantlog_decisions_total /);
    expect(answer).toContain('grantlog_http_requests_total{method="GET",route="/protocol",status="200"} 1');
    expect(answer).toContain('grantlog_http_requests_total{method="GET",route="none",status="404"} 1');
    expect(answer).toMatch(/^grantlog_http_request_seconds_count 2$/m);
    expect(answer).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(answer).toMatch(/^nodejs_eventloop_lag_seconds \S+$/m);
    expect(answer).not.toContain('canary');
  });

  it('speaks TLS where one is, to clients without a certificate too', async () => {
    served = await serve(pair(server));
    const { cert: ca } = pair(ours);
    expect(await ask(served, { ca })).toBe('200 https');
    expect(await ask(served, { ca: pair(theirs).cert })).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/);
    expect(await ask(served, {}, '/protocol', plainRequest)).toMatch(/ECONNRESET|EPIPE|socket hang up/);
  });

  it('speaks no TLS older than 1.2', async () => {
    served = await serve(pair(server));
    const old = { ca: pair(ours).cert, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
    expect(await ask(served, { ...old, ciphers: 'DEFAULT:@SECLEVEL=0' })).toMatch(/alert protocol version/);
  });

  it('demands a client certificate of the authorities that are named, for health too', async () => {
    served = await serve({ ...pair(server), clientCa: pair(ours).cert });
    const { cert: ca } = pair(ours);
    expect(await ask(served, { ca, ...pair(client) })).toBe('200 https');
    // TLS 1.3 tells the client after its handshake; what it sees then depends on what it has sent by that time.
    const refused = /CERTIFICATE_REQUIRED|UNKNOWN_CA|ECONNRESET|EPIPE/;
    expect(await ask(served, { ca })).toMatch(refused);
    expect(await ask(served, { ca, ...pair(stranger) })).toMatch(refused);
  });
});
