import 'reflect-metadata';
import { quotaTable } from '@grantlog/iam';
import { loadSettings, openLogger, SettingsError } from '@grantlog/platform';
import { startStandalone } from './start-standalone.js';
import { StartError } from './start-error.js';

/** Ends the process with what went wrong, in plain words and without a stack. */
function refuse(message: string): never {
  console.error(`grantlog did not start\n${message}`);
  process.exit(1);
}

try {
  const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
  const settings = loadSettings(process.env, quotaNames);
  const { lines } = await startStandalone(settings, openLogger(settings.logLevel ?? 'info'));
  console.log(lines.join('\n'));
} catch (error) {
  if (error instanceof SettingsError || error instanceof StartError) refuse(error.message);
  throw error;
}
