import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { cpuSeconds } from './process-cost.mjs';

/** The processes that a process has started, and theirs (proc(5), `/proc/PID/task/TID/children`). */
export function descendantsOf(pid) {
  const children = threadsOf(pid).flatMap((thread) => {
    const text = read(`/proc/${pid}/task/${thread}/children`);
    return text.split(' ').filter(Boolean).map(Number);
  });
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** The name of a process' program. */
export function programOf(pid) {
  return read(`/proc/${pid}/comm`).trim();
}

/** Keeps a process, and what it starts from now on, on one core, or on several: `0,1`. */
export function pin(pid, cores) {
  spawnSync('taskset', ['-acp', String(cores), String(pid)]);
}

/** Does something with this process kept on one core, where the clock and the processor time say the same. */
export async function onOneCore(work) {
  pin(process.pid, 0);
  try {
    return await work();
  } finally {
    pin(process.pid, `0-${cpus().length - 1}`);
  }
}

/**
 * Begins to count the processor time of named groups of processes, each a function that finds its processes; the result
 * says the seconds of each group since. What a process used that has ended meanwhile is not counted.
 */
export function countCpu(groups) {
  const used = (find) => new Map(find().map((pid) => [pid, secondsOf(pid)]));
  const before = Object.entries(groups).map(([name, find]) => [name, find, used(find)]);
  return () =>
    Object.fromEntries(
      before.map(([name, find, was]) => {
        const spent = [...used(find)].map(([pid, seconds]) => seconds - (was.get(pid) ?? 0));
        return [name, spent.reduce((sum, seconds) => sum + seconds, 0)];
      }),
    );
}

function secondsOf(pid) {
  try {
    return cpuSeconds(pid);
  } catch {
    return 0;
  }
}

function threadsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Nothing for a process that has ended. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
