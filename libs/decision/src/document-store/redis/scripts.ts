import { createHash } from 'node:crypto';

/** A script that Redis runs as one step: nobody sees the middle of it, and all of its keys have one hash tag. */
export interface RedisScript {
  readonly text: string;
  readonly sha1: string;
}

/**
 * Moves an account forwards. KEYS: the account. ARGV: log id, from, to, hash, number of puts, then a name and a text for each
 * put, then the names of removals. Answers 1, or 0 where the copy is another one.
 *
 * Out of memory is said by Redis at the first write of a script or not at all, so nothing stays half-written.
 */
export const advanceScript = script(`
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
local stamp = redis.call('HMGET', KEYS[1], '.log', '.revision')
if stamp[1] ~= ARGV[1] or stamp[2] ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], '.revision', ARGV[3], '.hash', ARGV[4])
local last = 5 + 2 * tonumber(ARGV[5])
for i = 6, last, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
for i = last + 1, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end
return 1
`);

/**
 * Puts an account that was written under another key in its place. KEYS: the account, the other key. ARGV: log id,
 * revision, number of fields, 1 to replace at the same revision too. Answers 1, 0 where the copy that is there stays,
 * or -1 where the other key has lost something meanwhile. The other key is gone afterwards.
 *
 * Revisions are compared as decimal texts: Lua's numbers are exact up to 2^53 only.
 */
export const replaceScript = script(`
local function precedes(a, b) return #a < #b or (#a == #b and a < b) end
local function stays()
  if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return false end
  local stamp = redis.call('HMGET', KEYS[1], '.log', '.revision')
  if stamp[1] ~= ARGV[1] or not stamp[2] or not string.match(stamp[2], '^[1-9]%d*$') then return false end
  if stamp[2] == ARGV[2] then return ARGV[4] ~= '1' end
  return precedes(ARGV[2], stamp[2])
end
if stays() then redis.call('UNLINK', KEYS[2]) return 0 end
if redis.call('HLEN', KEYS[2]) ~= tonumber(ARGV[3]) then redis.call('UNLINK', KEYS[2]) return -1 end
redis.call('UNLINK', KEYS[1])
redis.call('RENAME', KEYS[2], KEYS[1])
redis.call('PERSIST', KEYS[1])
return 1
`);

/**
 * What a copy is at, which copy it is, and which server process says so. KEYS: the account. Answers the log id, the
 * revision, the id of the copy, the process's run id and the hash.
 */
export const stampScript = script(`
local stamp = redis.call('HMGET', KEYS[1], '.log', '.revision', '.copy', '.hash')
local process = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
return { stamp[1], stamp[2], stamp[3], process, stamp[4] }
`);

/** Puts other fields in the place of all that a hash has. KEYS: the hash. ARGV: names and texts in turn. */
export const overwriteScript = script(`
redis.call('UNLINK', KEYS[1])
for i = 1, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
return 1
`);

function script(text: string): RedisScript {
  return { text, sha1: createHash('sha1').update(text).digest('hex') };
}
