import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '@grantlog/events';
import pg from 'pg';
import { account, arn } from '../company/company.js';

interface Head {
  readonly revision: string;
  readonly hash: string;
  readonly time: Date;
}

/**
 * Records an event that this program does not know, as a newer program would: it continues the chain and is there for
 * the relay.
 *
 * @returns its revision
 */
export async function recordUnknownEvent(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Head>(
      `select head_revision as revision, head_hash as hash, head_time as time from accounts
       where account = $1 for update`,
      [account],
    );
    const [head] = rows;
    if (head === undefined) throw new Error('the log has no account');
    const revision = Number(head.revision) + 1;
    await append(client, head, revision);
    await client.query('commit');
    return revision;
  } finally {
    await client.end();
  }
}

async function append(client: pg.Client, { hash: prevhash, time }: Head, revision: number): Promise<void> {
  const subject = arn('user/u0');
  const envelope = {
    specversion: '1.0',
    id: randomUUID(),
    source: `/accounts/${account}`,
    type: 'grantlog.UserTeleported',
    subject,
    time: time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:grantlog:event:UserTeleported:1',
    revision: String(revision),
    action: 'iam:TeleportUser',
    actor: arn('root'),
    requestid: randomUUID(),
    sourceip: '127.0.0.1',
    entities: subject,
    prevhash,
    data: { userName: 'u0' },
  };
  const text = canonicalJson(envelope);
  const hash = createHash('sha256').update(text).digest('hex');
  const { id, type, action, actor } = envelope;
  await client.query(
    `insert into events (account, revision, id, type, action, actor, time, entities, text, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [account, revision, id, type, action, actor, time, [subject], text, hash],
  );
  await client.query('update accounts set head_revision = $2, head_hash = $3 where account = $1', [
    account,
    revision,
    hash,
  ]);
  await client.query(
    `insert into relay_backlog (account, last_revision, first_revision, recorded_at) values ($1, $2, $2, now())`,
    [account, revision],
  );
}
