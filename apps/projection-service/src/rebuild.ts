import 'reflect-metadata';
import {
  DocumentStoreUnavailableError,
  openRedisStore,
  RebuildError,
  rebuildStore,
} from '@grantlog/decision';
import { LogUnavailableError, openPostgresReader, SchemaMismatchError } from '@grantlog/event-log';
import { quotaTable } from '@grantlog/iam';
import {
  type Logger,
  redisSettings,
  requireSettings,
  runProcess,
  type Settings,
  settingsTable,
  StartError,
} from '@grantlog/platform';

// `npm run rebuild`: writes the warm copy of every account anew from the log, while everything serves, and ends.
const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
await runProcess(quotaNames, async (settings, logger, print) => {
  try {
    await rebuild(settings, logger, print);
  } catch (error) {
    const isToldPlainly = [
      DocumentStoreUnavailableError,
      LogUnavailableError,
      RebuildError,
      SchemaMismatchError,
      TypeError,
    ].some((kind) => error instanceof kind);
    if (!isToldPlainly || !(error instanceof Error)) throw error;
    throw new StartError(`${settingOf(error)}${error.message}`);
  }
});

/** Which setting to look at, as the beginning of a message. */
function settingOf(error: Error): string {
  const { databaseUrl, redisUrl } = settingsTable;
  if (error instanceof LogUnavailableError || error instanceof SchemaMismatchError) {
    return `${databaseUrl.name}: `;
  }
  return error instanceof RebuildError ? '' : `${redisUrl.name}: `;
}

async function rebuild(settings: Settings, logger: Logger, print: (line: string) => void): Promise<void> {
  const needed = requireSettings(settings, 'rebuild', ['databaseUrl', 'redisUrl']);
  const onError = (error: unknown) => {
    logger.error({ err: error }, 'the log or the copy failed');
  };
  const log = await openPostgresReader({ url: needed.databaseUrl, onError });
  const store = openRedisStore({ ...redisSettings(needed), logId: log.logId, onError });
  try {
    const { accounts, documents } = await rebuildStore({
      log,
      store,
      report: ({ account, revision, documents: count, digest }) => {
        print(`rebuilt account=${account} revision=${revision} documents=${count} digest=${digest}`);
      },
      failed: (account, error) => {
        print(`failed account=${account} because ${error.message}`);
      },
    });
    print(`rebuilt ${accounts} accounts with ${documents} documents; each reads back as the log has it`);
  } finally {
    await store.close();
    await log.close();
  }
}
