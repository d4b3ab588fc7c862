import { randomBytes } from 'node:crypto';
import { MasterKey } from '../secret-cipher/master-key.js';
import { SessionSecrets } from './session-secrets.js';

const first = new MasterKey(new Uint8Array(32).fill(1));
const second = new MasterKey(new Uint8Array(32).fill(2));

describe('the secrets of temporary credentials', () => {
  it('follow from the ids and the master key alone', () => {
    const ids = new SessionSecrets(randomBytes, first).newIds();
    const secret = new SessionSecrets(randomBytes, first).secretAccessKey(ids);
    expect(secret).toMatch(/^[A-Za-z0-9+/]{40}$/);
    expect(new SessionSecrets(randomBytes, first).secretAccessKey(ids)).toBe(secret);
  });

  it('have ids in the forms that AWS clients accept', () => {
    const { tokenId, accessKeyId } = new SessionSecrets(randomBytes, first).newIds();
    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(tokenId).toMatch(new RegExp(`^${first.id}\\.[\\w-]{22}$`));
  });

  it('differ when the token, the access key or the master key differs', () => {
    const secrets = new SessionSecrets(randomBytes, first);
    const [one, other] = [secrets.newIds(), secrets.newIds()];
    const mixed = { tokenId: one.tokenId, accessKeyId: other.accessKeyId };
    const elsewhere = new SessionSecrets(randomBytes, second);
    const moved = { ...one, tokenId: one.tokenId.replace(first.id, second.id) };
    const all = [one, other, mixed].map((ids) => secrets.secretAccessKey(ids));
    expect(new Set([...all, elsewhere.secretAccessKey(moved)]).size).toBe(4);
  });

  it('survive a change of the master key while the former one stays configured', () => {
    const before = new SessionSecrets(randomBytes, first);
    const ids = before.newIds();
    const after = new SessionSecrets(randomBytes, second, [first]);
    expect(after.secretAccessKey(ids)).toBe(before.secretAccessKey(ids));
    expect(after.newIds().tokenId.startsWith(second.id)).toBe(true);
  });

  it.each(['', 'no-dot', `${second.id}.AAAA`])('name the master key that is missing', (tokenId) => {
    const secrets = new SessionSecrets(randomBytes, first);
    expect(() => secrets.secretAccessKey({ tokenId, accessKeyId: 'ASIAABCDEFGHIJKLMNOP' })).toThrow(
      /no master key with id `[\w-]*` is configured/,
    );
  });
});
