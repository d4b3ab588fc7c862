import { randomBytes } from 'node:crypto';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { RestClient } from './clients/rest-client.js';
import { ServiceProcess } from '@grantlog/testing';
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
      /GRANTLOG_TLS_CERT_FILE names a file that cannot be read/,
    ],
  ])('stops before anything is stored when a setting is wrong: %j', async (settings, message) => {
    const ended = await new ServiceProcess('standalone', {
      GRANTLOG_DATA_DIR: `${directory.path}/never`,
      ...settings,
    }).ended();
    expect(ended.status).toBe(1);
    expect(ended.stderr).toMatch(message);
    expect(ended.stdout).toBe('');
  });

  it.each(['command-service', 'projection-service'] as const)(
    'stops %s before it would send a password to Kafka in clear',
    async (service) => {
      const ended = await new ServiceProcess(service, {
        GRANTLOG_MASTER_KEY: randomBytes(32).toString('base64'),
        GRANTLOG_DATABASE_URL: 'postgres://nobody:none@127.0.0.1:1/none',
        GRANTLOG_REDIS_URL: 'redis://127.0.0.1:1',
        GRANTLOG_KAFKA_BROKERS: 'kafka.example:9092',
        GRANTLOG_KAFKA_SASL_MECHANISM: 'plain',
        GRANTLOG_KAFKA_SASL_USERNAME: 'grantlog',
        GRANTLOG_KAFKA_SASL_PASSWORD: 'canary-password',
      }).ended();
      expect(ended.status).toBe(1);
      expect(ended.stderr).toMatch(
        /^GRANTLOG_KAFKA_SASL_MECHANISM=plain without GRANTLOG_KAFKA_TLS=true sends/m,
      );
      expect(ended.stdout + ended.stderr).not.toContain('canary-password');
    },
  );

  it.each(['GRANTLOG_HTTP_LISTEN', 'GRANTLOG_GRPC_LISTEN'])(
    'names the port that is in use: %s',
    async (name) => {
      const data = `${directory.path}/${name}`;
      const ended = await new ServiceProcess('standalone', {
        GRANTLOG_DATA_DIR: data,
        [name]: occupiedAddress,
      }).ended();
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain(`${occupiedAddress} is in use`);
      expect(ended.stderr).toContain(name);
      // The account has been made: its key must not be lost with the start.
      expect(ended.stdout).toMatch(/^export AWS_SECRET_ACCESS_KEY=\S+$/m);
    },
    120_000,
  );

  it('says in plain words that the master key is not the one of the log, or known to others', async () => {
    const data = { GRANTLOG_DATA_DIR: `${directory.path}/keys` };
    const made = new ServiceProcess('standalone', data);
    await made.listening();
    await made.stop();
    const refusal = async (settings: Readonly<Record<string, string>>) => {
      const { status, stderr } = await new ServiceProcess('standalone', { ...data, ...settings }).ended();
      expect({ status, stack: /^ +at /m.test(stderr) }).toEqual({ status: 1, stack: false });
      return stderr;
    };
    const otherKey = randomBytes(32).toString('base64');
    const other = await refusal({ GRANTLOG_MASTER_KEY: otherKey });
    expect(other).toMatch(/GRANTLOG_MASTER_KEY .*no master key with id/);
    expect(other).not.toContain(otherKey);
    const file = `${data.GRANTLOG_DATA_DIR}/master.key`;
    await chmod(file, 0o644);
    expect(await refusal({})).toMatch(/master\.key can be read by others: run chmod 600/);
    await chmod(file, 0o600);
    await writeFile(file, 'cut');
    expect(await refusal({})).toMatch(/master\.key .*the master key is not base64/);
  }, 120_000);

  it.each(
    (['standalone', 'command-service', 'projection-service'] as const).flatMap((service) =>
      (['SIGTERM', 'SIGINT'] as const).map((signal) => [service, signal] as const),
    ),
  )('hears a signal before it reads the rest of its program: %s, %s', async (service, signal) => {
    const ended = await new ServiceProcess(service, {
      GRANTLOG_DATA_DIR: `${directory.path}/never`,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(signalledWhenItListens(signal))}`,
    }).ended();
    expect(ended).toEqual({ status: 0, signal: null, stdout: 'read nothing: true\n', stderr: '' });
  });

  it('stops at once and cleanly when it is told to while it still starts', async () => {
    const data = `${directory.path}/interrupted`;
    const starting = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: data });
    while (!(await readdir(data).catch((): string[] => [])).includes('master.key')) await nextTurn();
    expect(await starting.stop()).toMatchObject({ status: 0, signal: null, stdout: '' });
    const again = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: data });
    await again.listening();
    expect(await again.stop()).toMatchObject({ status: 0 });
  }, 120_000);

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
    const first = new ServiceProcess('standalone', settings);
    const { http } = await first.listening();
    await new RestClient(http, key).expect('GET', '/account');

    const second = await new ServiceProcess('standalone', settings).ended();
    expect(second.status).toBe(1);
    expect(second.stderr).toMatch(/is in use by another process/);

    const stopped = await first.stop('SIGINT');
    const other = await new ServiceProcess('standalone', {
      ...settings,
      GRANTLOG_ACCOUNT_ID: '210987654321',
    }).ended();
    expect(other.status).toBe(1);
    expect(other.stderr).toContain('GRANTLOG_ACCOUNT_ID: the log was made for `123456789012`');
    const elsewhere = await new ServiceProcess('standalone', {
      ...settings,
      GRANTLOG_PARTITION: 'aws-cn',
    }).ended();
    expect(elsewhere.stderr).toContain('GRANTLOG_PARTITION: the log was made for `aws`');
    expect(stopped).toMatchObject({ status: 0, signal: null });
    const again = new ServiceProcess('standalone', {
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

/** Sends a process the signal as soon as it listens to it, and says whether its program was read by then. */
function signalledWhenItListens(signal: NodeJS.Signals): string {
  return `
    const on = process.on;
    process.on = function (event, listener) {
      on.call(this, event, listener);
      if (event !== '${signal}') return this;
      process.on = on;
      console.log('read nothing: ' + (Reflect.getMetadata === undefined));
      process.kill(process.pid, event);
      return this;
    };`;
}
