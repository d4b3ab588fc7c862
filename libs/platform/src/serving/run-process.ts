import { type Logger, openLogger } from '../logging/logger.js';
import { loadSettings, type Settings, SettingsError } from '../settings/load-settings.js';
import { endWhileStarting, leaveSignals } from './end-while-starting.js';
import { StartError } from './start-error.js';

/** Starts what a process serves and resolves when it serves; `print` shows a line to whoever starts the process. */
export type Start = (settings: Settings, logger: Logger, print: (line: string) => void) => Promise<void>;

/**
 * Runs a process: reads its settings from the environment, opens its log and starts it. What its operator can mend is
 * told in plain words on standard error, and the process ends with status 1. A signal while it still starts ends it at
 * once with status 0; a signal after that is the application's.
 *
 * @param quotaNames the suffixes that `GRANTLOG_QUOTA_…` may have.
 * @throws what `start` throws besides SettingsError and StartError.
 */
export async function runProcess(quotaNames: readonly string[], start: Start): Promise<void> {
  endWhileStarting();
  try {
    const settings = loadSettings(process.env, quotaNames);
    await start(settings, openLogger(settings.logLevel ?? 'info'), (line) => {
      console.log(line);
    });
  } catch (error) {
    if (error instanceof SettingsError || error instanceof StartError) refuse(error.message);
    throw error;
  }
  leaveSignals();
}

/** Ends the process with what went wrong, in plain words and without a stack. */
function refuse(message: string): never {
  console.error(`grantlog did not start\n${message}`);
  process.exit(1);
}
