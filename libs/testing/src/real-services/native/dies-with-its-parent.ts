import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
let found: Promise<readonly string[]> | undefined;

/**
 * The words to put before a command so that the kernel kills it when the process that started it dies, however that
 * happens (util-linux' `setpriv`). Empty where the machine has no such thing.
 */
export function diesWithItsParent(): Promise<readonly string[]> {
  const words = ['setpriv', '--pdeathsig', 'KILL', '--'] as const;
  const [command, ...args] = words;
  found ??= run(command, [...args, 'true']).then(
    () => words,
    () => [],
  );
  return found;
}
