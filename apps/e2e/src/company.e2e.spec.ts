import { createHash } from 'node:crypto';
import { AuthorizeResponse_Decision as Decision } from '@grantlog/contract';
import { RestClient } from './clients/rest-client.js';
import { RotatingClient } from './clients/rotating-client.js';
import { accessKeyFor, arn, assumeRole, segment, setUpCompany } from './company/company.js';
import { type Deployment, deployments } from './company/deployment.js';
import { verifyPublicChain } from './company/public-chain.js';

const office = { 'aws:SourceIp': '203.0.113.7', 'aws:ViaAWSService': 'false' };

describe.each(deployments)(
  'a small company in %s, set up over REST and asked about over gRPC',
  (_, start) => {
    let deployment: Deployment | undefined;
    let root: RestClient;
    let gateway: RotatingClient;

    async function decisionOf(
      userName: string,
      action: string,
      resource: string,
      context: Record<string, string> = {},
      atLeast?: string,
    ) {
      const question = { principal: arn(`user/${userName}`), action, resource, context, explain: true };
      return gateway.authorize(atLeast === undefined ? question : { ...question, atLeast });
    }

    beforeAll(async () => {
      deployment = await start();
      if (deployment === undefined) return;
      root = new RestClient(deployment.http, deployment.rootKey);
      await setUpCompany(root);
      const service = root.as(await accessKeyFor(root, 'gateway'));
      const session = await assumeRole(service, 'Gateway', 'gateway-1');
      gateway = new RotatingClient(deployment.grpc, session.sessionToken);
      const { headers } = await root.call('POST', '/groups', { body: { groupName: 'Seen' } });
      await gateway.authorize({
        principal: arn('user/dev'),
        action: 's3:GetObject',
        resource: '*',
        atLeast: String(headers['grantlog-revision-token']),
      });
    }, 120_000);

    afterAll(async () => {
      if (deployment === undefined) return;
      gateway.close();
      await deployment.stop();
    }, 60_000);

    it('allows what a policy of a group allows, and says which statement', async () => {
      const answer = await decisionOf('dev', 's3:GetObject', 'arn:aws:s3:::reports/2026.csv', office);
      expect(answer.decision).toBe(Decision.ALLOW);
      expect(answer.explanation?.determining).toMatchObject([
        { policy: arn('policy/ReadOnlyS3'), version: 'v1', index: 0, attachedTo: arn('group/Developers') },
      ]);
      expect(answer.explanation?.summary).not.toBe('');
    });

    it.each([
      [
        'a write that the read-only policy does not name',
        's3:PutObject',
        'arn:aws:s3:::reports/2026.csv',
        {},
      ],
      ['an instance of somebody else', 'ec2:StopInstances', instance(), { 'aws:ResourceTag/Owner': 'ada' }],
      ['an instance without an owner', 'ec2:StopInstances', instance(), {}],
    ])('denies by default: %s', async (_, action, resource, context) => {
      const answer = await decisionOf('dev', action, resource, { ...office, ...context });
      expect(answer.decision).toBe(Decision.IMPLICIT_DENY);
      expect(answer.explanation?.determining).toEqual([]);
    });

    it('lets a user stop their own tagged instance', async () => {
      const answer = await decisionOf('dev', 'ec2:StopInstances', instance(), {
        'aws:ResourceTag/Owner': 'dev',
      });
      expect(answer.decision).toBe(Decision.ALLOW);
    });

    it('changes its answer with the next revision: an explicit deny beats every allow', async () => {
      const path = `/users/dev/attached-policies/${segment(arn('policy/OfficeOnly'))}`;
      const attached = await root.call('PUT', path);
      const token = String(attached.headers['grantlog-revision-token']);
      const outside = { ...office, 'aws:SourceIp': '198.51.100.9' };
      const denied = await decisionOf('dev', 's3:GetObject', 'arn:aws:s3:::reports/1', outside, token);
      expect(denied.decision).toBe(Decision.EXPLICIT_DENY);
      expect(denied.explanation?.determining).toMatchObject([
        { policy: arn('policy/OfficeOnly'), effect: 'Deny' },
      ]);
      expect(Number(denied.revision)).toBeGreaterThanOrEqual(Number(attached.body['revision']));
      const inside = await decisionOf('dev', 's3:GetObject', 'arn:aws:s3:::reports/1', office);
      expect(inside.decision).toBe(Decision.ALLOW);
      await root.expect('DELETE', path);
    });

    it('sees each write at once when asked for at least its revision', async () => {
      for (let round = 0; round < 25; round += 1) {
        const Statement = { Effect: round % 2 === 0 ? 'Allow' : 'Deny', Action: 'round:Trip', Resource: '*' };
        const body = { policyDocument: { Version: '2012-10-17', Statement } };
        const written = await root.call('PUT', '/users/dev/policies/round', { body });
        const token = String(written.headers['grantlog-revision-token']);
        const { decision } = await decisionOf('dev', 'round:Trip', '*', {}, token);
        expect(decision).toBe(round % 2 === 0 ? Decision.ALLOW : Decision.EXPLICIT_DENY);
      }
      await root.expect('DELETE', '/users/dev/policies/round');
    });

    it('takes away the permissions of a user who assumes a role', async () => {
      const dev = root.as(await accessKeyFor(root, 'dev'));
      const session = await assumeRole(dev, 'Deployer', 'release-7');
      const ask = (action: string) =>
        gateway.authorize({ sessionToken: session.sessionToken, action, resource: '*' });
      expect((await ask('deploy:Start')).decision).toBe(Decision.ALLOW);
      expect((await ask('s3:ListAllMyBuckets')).decision).toBe(Decision.IMPLICIT_DENY);
      expect((await decisionOf('dev', 's3:ListAllMyBuckets', '*', office)).decision).toBe(Decision.ALLOW);
      const who = await root.as(session).expect('GET', '/sts/caller-identity');
      expect(who).toMatchObject({
        arn: expect.stringContaining(':assumed-role/Deployer/release-7') as string,
      });
    });

    it('does not let anybody assume a role that does not trust them', async () => {
      const gatewayUser = root.as(await accessKeyFor(root, 'gateway'));
      const body = { roleArn: arn('role/Deployer'), roleSessionName: 'intruder' };
      const answer = await gatewayUser.call('POST', '/sts/assume-role', { body });
      expect(answer).toMatchObject({ status: 403, body: { code: 'access_denied' } });
    });

    it('lets an administrator administer, and an ordinary user not', async () => {
      const ada = root.as(await accessKeyFor(root, 'ada'));
      await ada.expect('POST', '/users', { userName: 'temp' });
      const ordinary = ada.as(await accessKeyFor(ada, 'temp'));
      const refused = await ordinary.call('POST', '/users', { body: { userName: 'mallory' } });
      expect(refused).toMatchObject({
        status: 403,
        body: {
          code: 'access_denied',
          detail: expect.stringMatching(
            /user\/temp is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::123456789012:user\/mallory/,
          ) as string,
        },
      });
    });

    it('refuses the gRPC caller that has no token or no permission', async () => {
      const anonymous = new RotatingClient(deployment?.grpc ?? [], undefined);
      const question = { principal: arn('user/dev'), action: 's3:GetObject', resource: '*' };
      await expect(anonymous.authorize(question)).rejects.toMatchObject({ code: 16 });
      anonymous.close();
      const dev = root.as((await root.expect('POST', '/users/dev/access-keys'))['accessKey'] as never);
      const { credentials } = await dev.expect('POST', '/sts/session-token', {});
      const powerless = new RotatingClient(
        deployment?.grpc ?? [],
        (credentials as { sessionToken: string }).sessionToken,
      );
      await expect(powerless.authorize(question)).rejects.toMatchObject({ code: 7 });
      powerless.close();
    });

    it('has a log that anybody can verify from the public answers alone', async () => {
      const { account } = await root.expect('GET', '/account');
      const { headRevision, headHash } = account as { headRevision: string | number; headHash: string };
      const events = await verifyPublicChain(root, (text) => createHash('sha256').update(text).digest('hex'));
      expect(events.at(-1)).toMatchObject({ revision: String(headRevision), hash: headHash });
      expect(events[0]).toMatchObject({ type: 'grantlog.AccountCreated', revision: '1' });
    });

    it('deletes everything in the right order and refuses in the wrong one', async () => {
      for (const [path, code] of [
        ['/users/dev', 'delete_conflict'],
        ['/groups/Developers', 'delete_conflict'],
        ['/roles/Deployer', 'delete_conflict'],
        [`/policies/${segment(arn('policy/ReadOnlyS3'))}`, 'delete_conflict'],
      ] as const) {
        expect(await root.call('DELETE', path)).toMatchObject({ status: 409, body: { code } });
      }
      await emptyUser(root, 'dev');
      await root.expect('DELETE', '/groups/Developers/members/dev');
      await root.expect('DELETE', '/users/dev');
      for (const policy of ['ReadOnlyS3', 'OwnInstances']) {
        await root.expect(
          'DELETE',
          `/groups/Developers/attached-policies/${segment(arn(`policy/${policy}`))}`,
        );
        await root.expect('DELETE', `/policies/${segment(arn(`policy/${policy}`))}`);
      }
      await root.expect('DELETE', '/groups/Developers');
      for (const userName of ['temp', 'ada', 'gateway']) {
        await emptyUser(root, userName);
        await root.call('DELETE', `/groups/Admins/members/${userName}`);
        await root.expect('DELETE', `/users/${userName}`);
      }
      const everything = segment(arn('policy/AdministratorAccess'));
      await root.expect('DELETE', `/groups/Admins/attached-policies/${everything}`);
      for (const path of ['/groups/Admins', '/groups/Seen', `/policies/${everything}`]) {
        await root.expect('DELETE', path);
      }
      await root.expect('DELETE', `/policies/${segment(arn('policy/OfficeOnly'))}`);
      await root.expect('DELETE', '/roles/Deployer/policies/deploy');
      const gone = await root.call('DELETE', '/roles/Deployer');
      const token = String(gone.headers['grantlog-revision-token']);
      const answer = await decisionOf('dev', 's3:GetObject', 'arn:aws:s3:::reports/1', office, token);
      expect(answer.decision).toBe(Decision.IMPLICIT_DENY);
      await root.expect('DELETE', '/roles/Gateway/policies/decide');
      await root.expect('DELETE', '/roles/Gateway');
      const { account } = await root.expect('GET', '/account');
      expect(account).toMatchObject({ counts: { users: 0, groups: 0, roles: 0, policies: 0 } });
    });
  },
);

function instance(): string {
  return 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1234567890abcdef0';
}

async function emptyUser(root: RestClient, userName: string): Promise<void> {
  const { accessKeyMetadata } = await root.expect('GET', `/users/${userName}/access-keys`);
  for (const { accessKeyId } of accessKeyMetadata as readonly { accessKeyId: string }[]) {
    await root.expect('DELETE', `/users/${userName}/access-keys/${accessKeyId}`);
  }
}
