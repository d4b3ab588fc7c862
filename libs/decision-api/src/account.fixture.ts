import type { EntityDocument, RoleDocument, UserDocument } from '@grantlog/account-state';
import type { AccountSnapshot, AccountSource, FeedListener, LogHead } from '@grantlog/decision';

export const account = '123456789012';
export const logId = '0190a6e4-7c1b-7d2e-9f30-5a6b7c8d9e0f';
export const adaArn = `arn:aws:iam::${account}:user/ada`;

const time = '2026-11-24T12:00:00.000Z';

const policy = (Effect: 'Allow' | 'Deny', Action: string, Resource = '*') => ({
  name: `${Effect} ${Action}`,
  document: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] }),
});

const holder = {
  path: '/',
  createDate: time,
  tags: [],
  attachedPolicies: [],
};

function user(name: string, ...inlinePolicies: UserDocument['inlinePolicies']): UserDocument {
  const id = `AIDA${name.toUpperCase()}`;
  const accessKeys = [{ id: `AKIA${name.toUpperCase()}`, status: 'Active', createDate: time }] as const;
  const arn = `arn:aws:iam::${account}:user/${name}`;
  return { ...holder, kind: 'user', id, name, arn, groups: [], inlinePolicies, accessKeys };
}

const reader: RoleDocument = {
  ...holder,
  kind: 'role',
  id: 'AROAREADER',
  name: 'reader',
  arn: `arn:aws:iam::${account}:role/reader`,
  maxSessionDuration: 3_600,
  trustPolicy: { document: '{}', principals: [] },
  inlinePolicies: [policy('Allow', 'orders:Read*')],
};

const documents: readonly EntityDocument[] = [
  user('gateway', policy('Allow', 'grantlog:*')),
  user('blunt', policy('Allow', 'grantlog:Authorize')),
  user('careful', {
    name: 'over TLS',
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Action: 'grantlog:Authorize',
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      },
    }),
  }),
  user(
    'ada',
    policy('Allow', 'orders:*'),
    policy('Deny', 'orders:Delete*'),
    policy('Allow', 'billing:Pay', 'arn:aws:billing:::own'),
  ),
  { ...user('lost'), groups: ['AGPANOWHERE'] },
  reader,
];

/** Of every event. */
const hash = '0'.repeat(64);

/** One account at revision 5 that goes on when a spec says so. */
export class OneAccount implements AccountSource {
  revision = 5n;
  readonly #listeners = new Set<FeedListener>();

  snapshot(of: string): Promise<AccountSnapshot | undefined> {
    return Promise.resolve(of === account ? { revision: this.revision, hash, documents } : undefined);
  }

  read(): Promise<never> {
    return Promise.reject(new Error('nothing was skipped'));
  }

  heads(): Promise<ReadonlyMap<string, LogHead>> {
    return Promise.resolve(new Map([[account, { revision: this.revision, hash }]]));
  }

  subscribe(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The next revision: a user is deleted. */
  deleteUser(name: string): void {
    this.revision += 1n;
    const data = { userName: name, userId: `AIDA${name.toUpperCase()}`, userArn: adaArn };
    const text = JSON.stringify({
      type: 'grantlog.UserDeleted',
      dataschema: 'urn:grantlog:event:UserDeleted:1',
      revision: this.revision.toString(),
      time,
      prevhash: hash,
      data,
    });
    for (const listener of this.#listeners) {
      listener(account, [{ account, revision: this.revision, text, hash }]);
    }
  }
}
