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

/** Until it serves there is nothing to drain, and what is half made is found and mended by the next start. */
function leave(): never {
  process.exit(0);
}

const signals = ['SIGTERM', 'SIGINT'] as const;
for (const signal of signals) process.on(signal, leave);
try {
  const quotaNames = Object.values(quotaTable).map(({ setting }) => setting);
  const settings = loadSettings(process.env, quotaNames);
  await startStandalone(settings, openLogger(settings.logLevel ?? 'info'), (line) => {
    console.log(line);
  });
  for (const signal of signals) process.off(signal, leave);
} catch (error) {
  if (error instanceof SettingsError || error instanceof StartError) refuse(error.message);
  throw error;
}
