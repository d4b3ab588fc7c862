import type { AccessKeyStore, SigningKeyStore } from '@grantlog/credentials';
import type { EventLog } from '@grantlog/event-log';

/** The long-term access keys of a log, as authentication looks for them. */
export function accessKeyStore(log: Pick<EventLog, 'findSecret'>): AccessKeyStore {
  return {
    find: async (id) => {
      const found = await log.findSecret(id);
      if (found === undefined) return undefined;
      const { account, accessKeyId, ownerKind, ownerId, keyId, ciphertext } = found;
      return { account, accessKeyId, ownerKind, ownerId, sealedSecret: { keyId, ciphertext } };
    },
  };
}

/** The signing keys of a log, as the key ring and the verifiers of session tokens look for them. */
export function signingKeyStore(log: Pick<EventLog, 'signingKeys' | 'addSigningKey'>): SigningKeyStore {
  return {
    list: async () => {
      const rows = await log.signingKeys();
      return rows.map(({ keyId, ciphertext, ...key }) => ({
        ...key,
        sealedPrivateKey: { keyId, ciphertext },
      }));
    },
    add: ({ sealedPrivateKey, ...key }) => log.addSigningKey({ ...key, ...sealedPrivateKey }),
  };
}
