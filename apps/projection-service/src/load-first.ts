import { setTimeout as pause } from 'node:timers/promises';
import type { Replica } from '@grantlog/decision';
import type { Logger } from '@grantlog/platform';

const againMs = 2_000;

/**
 * Loads the account that a process begins with, and tries again until it is there. The first attempt is worth waiting
 * for; after it the process serves, and answers as soon as it can.
 */
export function loadFirst(
  replica: Pick<Replica, 'open'>,
  account: string,
  logger: Logger,
): { readonly tried: Promise<unknown>; readonly loaded: Promise<void> } {
  const attempt = async (): Promise<boolean> => {
    try {
      return (await replica.open(account)) !== undefined;
    } catch (error) {
      logger.warn({ account, err: error }, 'the first account cannot be loaded yet');
      return false;
    }
  };
  const tried = attempt();
  const loaded = (async () => {
    for (let isLoaded = await tried; !isLoaded; isLoaded = await attempt()) {
      await pause(againMs, undefined, { ref: false });
    }
  })();
  return { tried, loaded };
}
