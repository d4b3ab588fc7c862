import type { PublicSigningKeySource } from '@grantlog/credentials';
import type { SigningKeyCopy } from '@grantlog/decision';
import type { EventLogReader } from '@grantlog/event-log';

/**
 * The public signing keys as a process that holds no secret reads them: from the log, or from the copy while the log is
 * down. What the log said last refreshes the copy.
 */
export function signingKeySource(
  log: Pick<EventLogReader, 'logId' | 'publicSigningKeys'>,
  copy: Pick<SigningKeyCopy, 'signingKeys' | 'putSigningKeys'>,
): PublicSigningKeySource {
  const { logId } = log;
  return {
    list: async () => {
      try {
        const keys = await log.publicSigningKeys();
        // Without the copy this process verifies as before; the next reading tries again.
        copy.putSigningKeys({ logId, keys }).catch(() => undefined);
        return keys;
      } catch (error) {
        const copied = await copy.signingKeys().catch(() => undefined);
        if (copied?.logId !== logId) throw error;
        return copied.keys;
      }
    },
  };
}
