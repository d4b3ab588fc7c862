import { RedisRefusal, type RedisSender } from './redis-link.js';
import type { RedisScript } from './scripts.js';

/** Runs a script by its hash, and sends its text to a server that does not know it (yet, or any more). */
export async function runScript(
  link: RedisSender,
  script: RedisScript,
  { keys, values }: { readonly keys: readonly [string, ...string[]]; readonly values: readonly string[] },
): Promise<unknown> {
  const operands = [keys.length.toString(), ...keys, ...values];
  try {
    return await link.send(keys[0], ['EVALSHA', script.sha1, ...operands]);
  } catch (error) {
    if (!(error instanceof RedisRefusal) || error.code !== 'NOSCRIPT') throw error;
    return link.send(keys[0], ['EVAL', script.text, ...operands]);
  }
}
