import { createHash } from 'node:crypto';
import type { AuthorizeResponse } from '@grantlog/contract';
import { GrpcClient } from './clients/grpc-client.js';
import { RestClient } from './clients/rest-client.js';
import type { AccessKeyPair } from '@grantlog/testing';
import { ServiceProcess } from '@grantlog/testing';
import type { TemporaryDirectory } from './clients/temporary-directory.js';
import { temporaryDirectory } from './clients/temporary-directory.js';
import { accessKeyFor, arn, assumeRole, setUpCompany } from './company/company.js';
import { verifyPublicChain } from './company/public-chain.js';

const writers = 8;

describe('a service that is killed in the middle of writes', () => {
  let directory: TemporaryDirectory;

  beforeAll(async () => {
    directory = await temporaryDirectory();
  });

  afterAll(() => directory.remove());

  /** Writes as fast as it goes until the connection breaks; returns the names that were acknowledged. */
  async function writeUntilKilled(client: RestClient, kill: () => void): Promise<readonly string[]> {
    const acknowledged: string[] = [];
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let number = 0; ; number += 1) {
          const userName = `w${writer}-${number}`;
          const answer = await client.call('POST', '/users', { body: { userName } }).catch(() => undefined);
          if (answer === undefined) return;
          if (answer.status === 201) acknowledged.push(userName);
          if (acknowledged.length === 150) kill();
        }
      }),
    );
    return acknowledged;
  }

  async function answers(address: string, token: string): Promise<readonly AuthorizeResponse['decision'][]> {
    const client = new GrpcClient(address, token);
    const questions = [
      ['ada', 'iam:CreateUser', '*'],
      ['dev', 's3:GetObject', 'arn:aws:s3:::a/b'],
      ['dev', 's3:PutObject', 'arn:aws:s3:::a/b'],
    ] as const;
    const decisions = await Promise.all(
      questions.map(([user, action, resource]) =>
        client.authorize({ principal: arn(`user/${user}`), action, resource }),
      ),
    );
    client.close();
    return decisions.map(({ decision }) => decision);
  }

  it('has every acknowledged write, once, in a chain that verifies, and answers as before', async () => {
    let server = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: directory.path });
    let { http, grpc } = await server.listening();
    const key: AccessKeyPair = server.rootKey();
    let root = new RestClient(http, key);
    await setUpCompany(root);
    const gateway = root.as(await accessKeyFor(root, 'gateway'));
    const { sessionToken } = await assumeRole(gateway, 'Gateway', 'gateway-1');
    const before = await answers(grpc, sessionToken);
    const killed = server;
    const acknowledged = await writeUntilKilled(root, () => {
      void killed.stop('SIGKILL');
    });
    expect(await killed.ended()).toMatchObject({ signal: 'SIGKILL' });

    server = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: directory.path });
    ({ http, grpc } = await server.listening());
    root = new RestClient(http, key);
    const events = await verifyPublicChain(root, (text) => createHash('sha256').update(text).digest('hex'));
    const created = events
      .filter(({ type }) => type === 'grantlog.UserCreated')
      .map(({ data }) => (data as { userName: string }).userName);
    expect(new Set(created).size).toBe(created.length);
    expect(created).toEqual(expect.arrayContaining([...acknowledged]));
    expect(acknowledged.length).toBeGreaterThanOrEqual(150);
    for (const userName of acknowledged.slice(-5)) {
      expect(await root.expect('GET', `/users/${userName}`)).toMatchObject({ user: { userName } });
    }
    expect(await answers(grpc, sessionToken)).toEqual(before);
    expect(await server.stop()).toMatchObject({ status: 0 });
  }, 180_000);
});
