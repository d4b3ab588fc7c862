import type { ContainerRuntimeClient } from 'testcontainers';
import { GenericContainer, getContainerRuntimeClient, StartupCheckStrategy } from 'testcontainers';
import type { Runner } from '../real-service.js';
import { removed } from '../removed.js';

/** An image and how it is run. */
export interface ContainerProgram {
  readonly image: string;
  /** Instead of the image's own. */
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Published on the same port of this machine, so that a restart keeps it; `host` shares its network. */
  readonly network: { readonly port: number } | 'host';
  /** A directory of this machine and its place in the container; removed at the end. */
  readonly data?: { readonly source: string; readonly target: string };
}

/** Whether the server answers is asked by whoever knows what it serves. */
class NoWaiting extends StartupCheckStrategy {
  override checkStartupState(): Promise<'SUCCESS'> {
    return Promise.resolve('SUCCESS');
  }
}

type Running = ReturnType<ContainerRuntimeClient['container']['getById']>;

/** Runs a server as a container of the engine that testcontainers finds, which pulls the image. */
export class Container implements Runner {
  #container: { readonly client: ContainerRuntimeClient; readonly running: Running } | undefined;

  constructor(private readonly program: ContainerProgram) {}

  async start(): Promise<void> {
    if (this.#container !== undefined) {
      await this.#container.running.start();
      return;
    }
    const { image, command, environment, network, data } = this.program;
    const container = new GenericContainer(image)
      .withEnvironment({ ...environment })
      .withWaitStrategy(new NoWaiting());
    if (command !== undefined) container.withCommand([...command]);
    if (data !== undefined) container.withBindMounts([data]);
    if (network === 'host') container.withNetworkMode('host');
    else container.withExposedPorts({ container: network.port, host: network.port });
    const started = await container.start();
    const client = await getContainerRuntimeClient();
    this.#container = { client, running: client.container.getById(started.getId()) };
  }

  async lastWords(): Promise<string | undefined> {
    if (this.#container === undefined || (await this.#isRunning())) return undefined;
    const { client, running } = this.#container;
    const log = await client.container.logs(running, { tail: 50, follow: false });
    return (await log.toArray()).join('');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (!(await this.#isRunning())) return;
    const ended = this.#container?.running.wait();
    await this.#container?.running.kill({ signal });
    await ended;
  }

  async pause(): Promise<void> {
    await this.#container?.running.pause();
  }

  async resume(): Promise<void> {
    await this.#container?.running.unpause();
  }

  async remove(): Promise<void> {
    await this.#container?.running.remove({ force: true, v: true });
    this.#container = undefined;
    if (this.program.data !== undefined) await removed([this.program.data.source]);
  }

  async #isRunning(): Promise<boolean> {
    return (await this.#container?.running.inspect())?.State.Running ?? false;
  }
}
