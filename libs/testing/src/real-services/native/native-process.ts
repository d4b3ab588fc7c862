import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Runner } from '../real-service.js';
import { removed } from '../removed.js';
import { childrenOf, killed, sendTo } from './children.js';
import { diesWithItsParent } from './dies-with-its-parent.js';

/** A program and where it runs. */
export interface NativeProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** The working directory, which holds the log; removed at the end. */
  readonly directory: string;
  /** Other directories to remove at the end. */
  readonly others?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Whom it runs as, when not as this process. */
  readonly identity?: { readonly uid?: number; readonly gid?: number };
}

/** Runs a server as a process of this machine, which ends at the latest with the process that started it. */
export class NativeProcess implements Runner {
  readonly #log: string;
  #child: ChildProcess | undefined;

  constructor(private readonly program: NativeProgram) {
    this.#log = join(program.directory, 'server.log');
  }

  async start(): Promise<void> {
    const { command, args, directory, environment, identity } = this.program;
    const [first, ...rest] = [...(await diesWithItsParent()), command, ...args];
    const log = await open(this.#log, 'a');
    try {
      const child = spawn(first ?? command, rest, {
        ...identity,
        cwd: directory,
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', log.fd, log.fd],
      });
      this.#child = child;
      await once(child, 'spawn');
    } finally {
      await log.close();
    }
  }

  async lastWords(): Promise<string | undefined> {
    return this.#running() === undefined ? (await readFile(this.#log, 'utf8')).slice(-4_000) : undefined;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#running();
    if (child === undefined) return;
    // Before anything that waits: it may end by itself meanwhile.
    const ended = once(child, 'exit');
    const children = await childrenOf(child.pid);
    child.kill(signal);
    if (signal !== 'SIGKILL') await this.resume();
    await ended;
    if (signal === 'SIGKILL') await killed(children);
  }

  pause(): Promise<void> {
    return this.#signalAll('SIGSTOP');
  }

  /** Also lets a paused process hear the signals that it was sent meanwhile. */
  resume(): Promise<void> {
    return this.#signalAll('SIGCONT');
  }

  async #signalAll(signal: NodeJS.Signals): Promise<void> {
    const child = this.#running();
    child?.kill(signal);
    if (child !== undefined) sendTo(await childrenOf(child.pid), signal);
  }

  remove(): Promise<void> {
    return removed([this.program.directory, ...(this.program.others ?? [])]);
  }

  #running(): ChildProcess | undefined {
    const child = this.#child;
    return child?.exitCode === null && child.signalCode === null ? child : undefined;
  }
}
