import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultWorld, type WorldOptions } from './fault-world.js';

/** Defines a test that is given the world of its group, which it leaves as it found it. */
export type FaultTest = (
  title: string,
  body: (world: FaultWorld) => Promise<void>,
  patienceMs?: number,
) => void;

/** What a world stands on that is not made by it, such as a file system. */
export interface Ground {
  readonly options: WorldOptions;
  remove(): Promise<void>;
}

/** What a group begins with: options alone, or a ground that is made first; `undefined` where it cannot be made. */
export type Beginning = WorldOptions | (() => Promise<Ground | undefined>);

/**
 * A group of tests that share one world; where it cannot be started, none of them does anything. After a failed test
 * the output of the processes is kept in a file, which is named.
 */
export function inFaultWorld(
  title: string,
  define: (test: FaultTest) => void,
  beginning: Beginning = {},
): void {
  describe(title, () => {
    let ground: Ground | undefined;
    let world: FaultWorld | undefined;
    beforeAll(async () => {
      ground = await (typeof beginning === 'function' ? beginning() : groundOf(beginning));
      world = ground && (await FaultWorld.start(ground.options));
    }, 240_000);
    afterAll(async () => {
      await world?.stop();
      await ground?.remove();
    }, 120_000);

    define((name, body, patienceMs = 240_000) => {
      it(
        name,
        async () => {
          if (world === undefined) return;
          const { traffic } = world;
          try {
            await body(world);
          } catch (error) {
            await keepOutput(name, world);
            throw error;
          } finally {
            traffic.abandon();
          }
        },
        patienceMs,
      );
    });
  });
}

function groundOf(options: WorldOptions): Ground {
  return { options, remove: () => Promise.resolve() };
}

async function keepOutput(name: string, world: FaultWorld): Promise<void> {
  const file = join(await mkdtemp(join(tmpdir(), 'grantlog-faults-')), 'output.txt');
  const { refusals } = world.traffic;
  await writeFile(
    file,
    `${world.lastWords()}\n== the last refusals\n${JSON.stringify(refusals.slice(-20), null, 2)}\n`,
  );
  process.stderr.write(`after the failure of "${name}" the processes' output is in ${file}\n`);
}
