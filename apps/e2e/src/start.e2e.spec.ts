import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { RestClient } from './clients/rest-client.js';
import { StandaloneProcess } from './clients/standalone-process.js';
import type { TemporaryDirectory } from './clients/temporary-directory.js';
import { temporaryDirectory } from './clients/temporary-directory.js';

describe('starting the service', () => {
  let directory: TemporaryDirectory;
  let occupied: Server;
  let occupiedAddress: string;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    occupied = createServer().listen(0, '127.0.0.1');
    await once(occupied, 'listening');
    const address = occupied.address();
    occupiedAddress = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });

  afterAll(async () => {
    occupied.close();
    await directory.remove();
  });

  it.each([
    [{ GRANTLOG_HTPP_LISTEN: '127.0.0.1:1' }, /GRANTLOG_HTPP_LISTEN is not a setting/],
    [{ GRANTLOG_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }, /set without GRANTLOG_ROOT_SECRET_ACCESS_KEY/],
    [{ GRANTLOG_HTTP_LISTEN: '0.0.0.0:0' }, /GRANTLOG_HTTP_LISTEN.*GRANTLOG_ALLOW_PLAINTEXT/],
    [
      { GRANTLOG_TLS_CERT_FILE: 'a.pem', GRANTLOG_TLS_KEY_FILE: 'b.pem' },
      /GRANTLOG_TLS_CERT_FILE.*not supported/,
    ],
  ])('stops before anything is stored when a setting is wrong: %j', async (settings, message) => {
    const ended = await new StandaloneProcess({
      GRANTLOG_DATA_DIR: `${directory.path}/never`,
      ...settings,
    }).ended();
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(message);
    expect(ended.stdout).toBe('');
  });

  it.each(['GRANTLOG_HTTP_LISTEN', 'GRANTLOG_GRPC_LISTEN'])(
    'names the port that is in use: %s',
    async (name) => {
      const data = `${directory.path}/${name}`;
      const ended = await new StandaloneProcess({ GRANTLOG_DATA_DIR: data, [name]: occupiedAddress }).ended();
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain(`${occupiedAddress} is in use`);
      expect(ended.stderr).toContain(name);
    },
    120_000,
  );

  it('serves, says so once, keeps its root key to itself after that, and stops cleanly', async () => {
    const settings = {
      GRANTLOG_DATA_DIR: `${directory.path}/data`,
      GRANTLOG_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      GRANTLOG_ROOT_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    };
    const key = {
      accessKeyId: settings.GRANTLOG_ROOT_ACCESS_KEY_ID,
      secretAccessKey: settings.GRANTLOG_ROOT_SECRET_ACCESS_KEY,
    };
    const first = new StandaloneProcess(settings);
    const { http } = await first.listening();
    await new RestClient(http, key).expect('GET', '/account');

    const second = await new StandaloneProcess(settings).ended();
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/is in use by another process/);

    const stopped = await first.stop('SIGINT');
    const other = await new StandaloneProcess({ ...settings, GRANTLOG_ACCOUNT_ID: '210987654321' }).ended();
    expect(other.status).toBe(1);
    expect(other.stderr).toContain('GRANTLOG_ACCOUNT_ID: the log was made for account 123456789012');
    expect(stopped).toMatchObject({ status: 0, signal: null });
    const again = new StandaloneProcess({
      ...settings,
      GRANTLOG_ROOT_ACCESS_KEY_ID: 'AKIAANOTHERROOTKEY00',
    });
    const served = await again.listening();
    const client = new RestClient(served.http, key);
    await client.expect('GET', '/account');
    expect(
      await client.as({ ...key, accessKeyId: 'AKIAANOTHERROOTKEY00' }).call('GET', '/account'),
    ).toMatchObject({
      status: 401,
    });
    const ended = await again.stop();
    expect(ended).toMatchObject({ status: 0, signal: null });
    expect(ended.stdout).not.toContain('export AWS_');
    expect(ended.stderr).toMatch(/root access key is not one of account .* and is ignored/);
    expect(first.output + ended.stderr + second.stderr).not.toContain(key.secretAccessKey);
  }, 120_000);
});
