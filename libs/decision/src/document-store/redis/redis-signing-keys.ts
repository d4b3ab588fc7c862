import type { CopiedSigningKeys, PublicSigningKey, SigningKeyCopy } from '../signing-key-copy.js';
import { DamagedCopies } from './damaged-copies.js';
import { DamagedCopyError } from './document-text.js';
import { RedisLink } from './redis-link.js';
import type { RedisPlace } from './redis-place.js';
import { texts } from './replies.js';
import { runScript } from './run-script.js';
import { overwriteScript } from './scripts.js';

const key = 'grantlog:{signing-keys}';

/**
 * Opens the copy of the signing keys on the Redis of the document store. Like the store it returns at once and connects
 * by itself.
 *
 * @throws TypeError for an address that cannot be read
 */
export function openRedisSigningKeys(place: RedisPlace): SigningKeyCopy {
  return new RedisSigningKeys(place);
}

class RedisSigningKeys implements SigningKeyCopy {
  readonly #link: RedisLink;
  readonly #damaged: DamagedCopies;

  constructor(place: RedisPlace) {
    this.#link = new RedisLink(place);
    this.#damaged = new DamagedCopies(place.onError);
  }

  signingKeys(): Promise<CopiedSigningKeys | undefined> {
    return this.#damaged.absentIfDamaged('signing-keys', async () => {
      const [logId = null, keys = null] = texts(await this.#link.send(key, ['HMGET', key, '.log', '.keys']));
      return logId === null && keys === null
        ? undefined
        : { logId: present(logId), keys: readKeys(present(keys)) };
    });
  }

  async putSigningKeys({ logId, keys }: CopiedSigningKeys): Promise<void> {
    const values = ['.log', logId, '.keys', JSON.stringify(keys)];
    await runScript(this.#link, overwriteScript, { keys: [key], values });
    this.#damaged.isWhole('signing-keys');
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}

function present(text: string | null): string {
  if (text === null) throw new DamagedCopyError('a field is missing');
  return text;
}

function readKeys(text: string): readonly PublicSigningKey[] {
  const stored: unknown = parse(text);
  if (!Array.isArray(stored)) throw new DamagedCopyError('the signing keys cannot be read');
  return stored.map(readKey);
}

function readKey(stored: unknown): PublicSigningKey {
  const members = new Map<string, unknown>(Object.entries(Object(stored) as object));
  const [kid, publicJwk, from, until] = ['kid', 'publicJwk', 'validFrom', 'validUntil'].map((name) => {
    const member = members.get(name);
    if (typeof member !== 'string') throw new DamagedCopyError(`a signing key has no \`${name}\``);
    return member;
  });
  const [validFrom, validUntil] = [new Date(from ?? ''), new Date(until ?? '')];
  if (Number.isNaN(validFrom.getTime()) || Number.isNaN(validUntil.getTime())) {
    throw new DamagedCopyError('the times of a signing key cannot be read');
  }
  return { kid: kid ?? '', publicJwk: publicJwk ?? '', validFrom, validUntil };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
