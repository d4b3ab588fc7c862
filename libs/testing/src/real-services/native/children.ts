import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The processes that a process has started; none where the system has no `/proc`. */
export async function childrenOf(parent: number | undefined): Promise<readonly number[]> {
  const children = await readFile(`/proc/${parent ?? 0}/task/${parent ?? 0}/children`, 'utf8').catch(
    () => '',
  );
  return children.split(' ').filter(Boolean).map(Number);
}

/** Sends a signal to those that still run. */
export function sendTo(processes: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of processes) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Kills what a killed parent has left behind, and resolves when it is gone: a backend of PostgreSQL would finish its
 * statement, and a new server refuses to start as long as one holds the old shared memory.
 */
export async function killed(processes: readonly number[]): Promise<void> {
  sendTo(processes, 'SIGKILL');
  for (const pid of processes) while (await isRunning(pid)) await wait(5);
}

/** One that has ended but whom nobody asks for its exit code is a zombie (`Z`) and holds nothing. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
  return !/\) [ZX]/u.test(status);
}
