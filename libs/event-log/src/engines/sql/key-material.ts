import type { StoredSecret, StoredSigningKeyRow } from '../../event-log.js';
import type { StoredPublicKey } from '../../event-log-reader.js';
import type { SqlSession } from './sql-driver.js';
import { isStorable } from './storable-text.js';

interface SecretRow {
  readonly account: string;
  readonly access_key_id: string;
  readonly owner_kind: StoredSecret['ownerKind'];
  readonly owner_id: string;
  readonly key_id: string;
  readonly ciphertext: string;
}

interface SigningKeyRow {
  readonly kid: string;
  readonly public_jwk: string;
  readonly key_id: string;
  readonly ciphertext: string;
  readonly valid_from: Date;
  readonly valid_until: Date;
}

/** The secret of an access key, in whatever account it is: who signs a request is not known before. */
export async function findSecret(
  session: SqlSession,
  accessKeyId: string,
): Promise<StoredSecret | undefined> {
  if (!isStorable(accessKeyId)) return undefined;
  const [row] = await session.query<SecretRow>('select * from access_key_secrets where access_key_id = $1', [
    accessKeyId,
  ]);
  return (
    row && {
      account: row.account,
      accessKeyId: row.access_key_id,
      ownerKind: row.owner_kind,
      ownerId: row.owner_id,
      keyId: row.key_id,
      ciphertext: row.ciphertext,
    }
  );
}

/** Stores secrets of one account and deletes those that are `undefined`. */
export async function saveSecrets(
  session: SqlSession,
  account: string,
  secrets: ReadonlyMap<string, StoredSecret | undefined>,
): Promise<void> {
  const gone = [...secrets].filter(([, secret]) => secret === undefined).map(([id]) => id);
  const put = [...secrets.values()].filter((secret) => secret !== undefined);
  if (gone.length > 0) {
    await session.query(
      'delete from access_key_secrets where account = $1 and access_key_id = any($2::text[])',
      [account, gone],
    );
  }
  if (put.length === 0) return;
  await session.query(
    `insert into access_key_secrets (account, access_key_id, owner_kind, owner_id, key_id, ciphertext)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (account, access_key_id) do update set owner_kind = excluded.owner_kind,
       owner_id = excluded.owner_id, key_id = excluded.key_id, ciphertext = excluded.ciphertext`,
    [
      account,
      put.map(({ accessKeyId }) => accessKeyId),
      put.map(({ ownerKind }) => ownerKind),
      put.map(({ ownerId }) => ownerId),
      put.map(({ keyId }) => keyId),
      put.map(({ ciphertext }) => ciphertext),
    ],
  );
}

/** Every signing key, oldest first. */
export async function signingKeys(session: SqlSession): Promise<readonly StoredSigningKeyRow[]> {
  const rows = await session.query<SigningKeyRow>('select * from signing_keys order by valid_from, kid');
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: row.public_jwk,
    keyId: row.key_id,
    ciphertext: row.ciphertext,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }));
}

/** Adds a signing key; a key that is already there stays as it is. */
export async function addSigningKey(session: SqlSession, key: StoredSigningKeyRow): Promise<void> {
  await session.query(
    `insert into signing_keys (kid, public_jwk, key_id, ciphertext, valid_from, valid_until)
     values ($1, $2, $3, $4, $5, $6) on conflict (kid) do nothing`,
    [
      key.kid,
      key.publicJwk,
      key.keyId,
      key.ciphertext,
      key.validFrom.toISOString(),
      key.validUntil.toISOString(),
    ],
  );
}

/** The public half of every signing key, oldest first. */
export async function publicSigningKeys(session: SqlSession): Promise<readonly StoredPublicKey[]> {
  const rows = await session.query<Omit<SigningKeyRow, 'key_id' | 'ciphertext'>>(
    'select kid, public_jwk, valid_from, valid_until from signing_keys order by valid_from, kid',
  );
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: row.public_jwk,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }));
}
