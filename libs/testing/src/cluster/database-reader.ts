import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const grants = fileURLToPath(new URL('../../../../deploy/postgres/reader-grants.sql', import.meta.url));

/**
 * Makes a database user that may do what projection-service needs and nothing else, with the grants that the deployment
 * uses, and returns the address that signs in as it.
 *
 * @param databaseUrl the database of the log, as its owner; command-service has made the tables
 */
export async function createReader(databaseUrl: string): Promise<string> {
  const name = `grantlog_reader_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(16).toString('hex');
  const sql = (await readFile(grants, 'utf8')).replaceAll('grantlog_reader', name);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`create role ${name} login password '${password}'`);
    await client.query(sql);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(databaseUrl), { username: name, password }).href;
}
