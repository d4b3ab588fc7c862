import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TemporaryDirectory } from './clients/temporary-directory.js';
import { temporaryDirectory } from './clients/temporary-directory.js';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Whether a process with this id exists. */
function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('npm start', () => {
  let directory: TemporaryDirectory;

  beforeAll(async () => {
    directory = await temporaryDirectory();
  });

  afterAll(() => directory.remove());

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves until npm gets %s, then ends with 0 and leaves no process',
    async (signal) => {
      const { PATH, HOME } = process.env;
      const settings = {
        GRANTLOG_DATA_DIR: directory.path,
        GRANTLOG_HTTP_LISTEN: '127.0.0.1:0',
        GRANTLOG_GRPC_LISTEN: '127.0.0.1:0',
      };
      const npm = spawn('npm', ['start'], {
        cwd: repository,
        env: { PATH, HOME, ...settings },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let printed = '';
      npm.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
      const failed = once(npm, 'close').then(() => {
        throw new Error('npm start ended before it served');
      });
      failed.catch(() => undefined);
      while (!printed.includes('listening http=')) await Promise.race([once(npm.stdout, 'data'), failed]);
      const health = `http://${/listening http=(\S+)/.exec(printed)?.[1]}/health/ready`;
      expect(await (await fetch(health)).json()).toMatchObject({ status: 'ready' });
      const server = await childOf(npm.pid ?? 0);
      npm.kill(signal);
      const [status, killedBy] = (await once(npm, 'close')) as [number | null, string | null];
      expect({ status, killedBy }).toEqual({ status: 0, killedBy: null });
      expect(exists(server)).toBe(false);
    },
    120_000,
  );
});

/** The newest descendant of a process: what npm's script became. */
async function childOf(parent: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  let pid = parent;
  for (;;) {
    const child = pairs.find(([, ppid]) => ppid === pid)?.[0];
    if (child === undefined) return pid;
    pid = child;
  }
}
