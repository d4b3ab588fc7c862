// Work on one folder by one process at a time. Uses nothing but Node: it runs before anything is installed.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const lookEveryMs = 100;

/**
 * Does the work while no other process does any under the same file; waits for one that does, and tells `onWait` its
 * process id. What a killed process leaves behind is taken over: the file says which process it was, and when that one
 * began, because process ids come again.
 */
export function onlyOne(file, work, onWait) {
  const mine = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(mine, JSON.stringify({ pid: process.pid, began: beganOf(process.pid) }));
  // Also when the work ends the process.
  const release = () => {
    if (isHolder(read(file), process.pid)) rmSync(file, { force: true });
    rmSync(mine, { force: true });
  };
  process.on('exit', release);
  take(file, mine, onWait);
  const result = work();
  process.off('exit', release);
  release();
  return result;
}

function take(file, mine, onWait) {
  let told;
  while (!isLinked(mine, file)) {
    const holder = read(file);
    if (holder === undefined) continue;
    if (holder.pid === 0 || beganOf(holder.pid) !== holder.began) {
      removeOf(holder, file);
      continue;
    }
    if (told !== holder.pid) onWait(holder.pid);
    told = holder.pid;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs);
  }
}

/** A link is made whole or not at all, and by one process only. */
function isLinked(existing, file) {
  try {
    linkSync(existing, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Another process may have removed it meanwhile, and hold the file itself: then it gets it back. */
function removeOf(holder, file) {
  const aside = `${file}.${process.pid}.left`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (!isHolder(read(aside), holder.pid)) isLinked(aside, file);
  rmSync(aside, { force: true });
}

function isHolder(found, pid) {
  return found?.pid === pid;
}

/** Who holds the file; `undefined` when nobody does. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    // A power failure can leave a file without contents.
    if (error instanceof SyntaxError) return { pid: 0 };
    throw error;
  }
}

/**
 * When a running process began, in a form that only compares: the 22nd field of Linux' /proc/PID/stat (proc(5)), and
 * `running` on systems without; `undefined` when it does not run.
 */
function beganOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return undefined;
  }
  try {
    // The name in parentheses may hold anything, spaces too.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ')[19];
  } catch {
    return 'running';
  }
}
