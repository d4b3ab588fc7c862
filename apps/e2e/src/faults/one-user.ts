import { AuthorizeResponse_Decision as Decision } from '@grantlog/contract';
import { arn } from '../company/company.js';
import type { FaultWorld } from './fault-world.js';
import { thing } from './naive-history.js';

/** A user of one test, in no group, who may read the thing or may not. */
export class OneUser {
  private constructor(
    private readonly world: FaultWorld,
    private readonly userName: string,
  ) {}

  static async create(world: FaultWorld, userName: string): Promise<OneUser> {
    await world.traffic.writer.expect('POST', '/users', { userName });
    return new OneUser(world, userName);
  }

  /** @returns the revision token of the change */
  async mayRead(effect: 'Allow' | 'Deny'): Promise<string> {
    const Statement = { Effect: effect, Action: 'app:Read', Resource: '*' };
    const body = { policyDocument: { Version: '2012-10-17', Statement } };
    const { status, headers } = await this.world.traffic.writer.call(
      'PUT',
      `/users/${this.userName}/policies/reading`,
      { body },
    );
    if (status !== 200) throw new Error(`the policy was not put: ${status}`);
    return String(headers['grantlog-revision-token']);
  }

  /** Whether a replica lets the user read, at a revision token or at whatever it has. */
  async isAllowed(replica: number, atLeast?: string): Promise<boolean> {
    const question = { principal: arn(`user/${this.userName}`), action: 'app:Read', resource: thing };
    const answer = await this.world.askers[replica]?.authorize(
      atLeast === undefined ? question : { ...question, atLeast },
    );
    return answer?.decision === Decision.ALLOW;
  }
}
