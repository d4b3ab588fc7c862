import 'reflect-metadata';
import { migratePostgres } from '@grantlog/event-log';
import { quotaTable } from '@grantlog/iam';
import { requireSettings, runProcess } from '@grantlog/platform';
import { startErrorOf } from './open-log.js';

// `npm run migrate`: brings the schema up to date and ends, for deployments that start with GRANTLOG_AUTO_MIGRATE=false.
const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
await runProcess(quotaNames, async (settings, _, print) => {
  const { databaseUrl: url } = requireSettings(settings, 'migrate', ['databaseUrl']);
  let driverError: unknown;
  const onError = (error: unknown) => {
    driverError = error;
  };
  try {
    const applied = await migratePostgres({ url, onError });
    print(applied.length === 0 ? 'the schema is up to date' : `applied migrations ${applied.join(', ')}`);
  } catch (error) {
    throw startErrorOf(error, driverError) ?? error;
  }
});
