import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));

/** How long a process may take to serve or to stop, in milliseconds: generous, because machines are shared. */
const patienceMs = 60_000;

/** The services that are started as processes. */
export type ServiceName = 'standalone' | 'command-service' | 'projection-service';

/** A key pair as the process prints it. */
export interface AccessKeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a process did that has ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built service as a process of its own, as a user starts it. */
export class ServiceProcess {
  #stdout = '';
  #stderr = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ended>;

  /** Starts it with nothing in its environment but these settings; ports are free ones unless given. */
  constructor(
    readonly service: ServiceName,
    settings: Readonly<Record<string, string>>,
  ) {
    this.#child = spawn(process.execPath, [join(repository, 'apps', service, 'dist', 'main.js')], {
      cwd: repository,
      env: { GRANTLOG_HTTP_LISTEN: '127.0.0.1:0', GRANTLOG_GRPC_LISTEN: '127.0.0.1:0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.#ended = once(this.#child, 'close').then(([status, signal]) => ({
      status: status as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
  }

  /** The line that says where it listens, once it does; an empty address for what the service does not serve. */
  async listening(): Promise<{ readonly http: string; readonly grpc: string; readonly revision: number }> {
    const line = await this.#line(
      /^listening http=(\S+)(?: grpc=(\S+))? account=[0-9]{12} revision=([0-9]+)$/m,
    );
    return { http: line[1] ?? '', grpc: line[2] ?? '', revision: Number(line[3]) };
  }

  /** The root key that the very first start prints. */
  rootKey(): AccessKeyPair {
    const [, accessKeyId] = /^export AWS_ACCESS_KEY_ID=(\S+)$/m.exec(this.#stdout) ?? [];
    const [, secretAccessKey] = /^export AWS_SECRET_ACCESS_KEY=(\S+)$/m.exec(this.#stdout) ?? [];
    if (accessKeyId === undefined || secretAccessKey === undefined) {
      throw new Error(`no root key was printed: ${this.#stdout}`);
    }
    return { accessKeyId, secretAccessKey };
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get output(): string {
    return this.#stdout + this.#stderr;
  }

  /** Sends a signal that does not end it, such as SIGSTOP. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends a signal and waits until the process is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended();
  }

  /** Waits until the process has ended by itself. */
  async ended(): Promise<Ended> {
    return withPatience(this.#ended, () => `the process did not end: ${this.output}`);
  }

  async #line(pattern: RegExp): Promise<RegExpExecArray> {
    const seen = (async () => {
      for (;;) {
        const match = pattern.exec(this.#stdout);
        if (match !== null) return match;
        const ended = await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), this.#ended]);
        if ('status' in ended && !pattern.test(this.#stdout)) {
          throw new Error(`the process ended with status ${ended.status}: ${this.output}`);
        }
      }
    })();
    return withPatience(seen, () => `nothing matched ${pattern}: ${this.output}`);
  }
}

async function withPatience<T>(promise: Promise<T>, message: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(message()));
    }, patienceMs);
  });
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer);
  });
}
