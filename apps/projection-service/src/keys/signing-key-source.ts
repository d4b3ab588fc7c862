import type { PublicSigningKey, PublicSigningKeySource } from '@grantlog/credentials';
import type { EventLogReader } from '@grantlog/event-log';

/** Where a copy of the public signing keys lies. */
export interface SigningKeyCopy {
  signingKeys(): Promise<readonly PublicSigningKey[] | undefined>;
  putSigningKeys(keys: readonly PublicSigningKey[]): Promise<void>;
}

/**
 * The public signing keys as a process that holds no secret reads them: from the log, or from the copy while the log is
 * down. What the log said last refreshes the copy.
 */
export function signingKeySource(
  log: Pick<EventLogReader, 'publicSigningKeys'>,
  copy: SigningKeyCopy,
): PublicSigningKeySource {
  return {
    list: async () => {
      try {
        const keys = await log.publicSigningKeys();
        // Without the copy this process verifies as before; the next one to read the log tries again.
        await copy.putSigningKeys(keys).catch(() => undefined);
        return keys;
      } catch (error) {
        const copied = await copy.signingKeys().catch(() => undefined);
        if (copied === undefined) throw error;
        return copied;
      }
    },
  };
}
