import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { NotInstalledError } from '../native/not-installed-error.js';

const run = promisify(execFile);

/** The Kafka that tests run against unless `TEST_KAFKA_VERSION` names another. */
export const kafkaVersion = process.env['TEST_KAFKA_VERSION'] ?? '4.3.0';

// From `src` as from `dist`, four folders below the root of the repository.
const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const pom = fileURLToPath(new URL('../../../src/real-services/kafka/pom.xml', import.meta.url));

/** The directory of the broker's jars, fetched by Maven the first time: 44 MB, some ten seconds. */
export async function kafkaJars(): Promise<string> {
  await run('java', ['-version']).catch(() => {
    throw new NotInstalledError('there is no `java`; install a Java runtime, 17 or newer');
  });
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(root, 'node_modules', '.cache'), 'grantlog-kafka');
  const jars = join(cache, kafkaVersion);
  if (await exists(jars)) return jars;
  await run('mvn', ['--version']).catch(() => {
    throw new NotInstalledError('there is no `mvn` to fetch Kafka with; install Maven');
  });
  await mkdir(cache, { recursive: true });
  const fetched = await mkdtemp(join(cache, 'fetching-'));
  try {
    await fetchInto(fetched);
    // Whoever else fetched them at the same time may be first.
    await rename(fetched, jars).catch(async (error: unknown) => {
      if (!(await exists(jars))) throw error;
    });
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
  return jars;
}

const fetchedWithinMs = 300_000;

async function fetchInto(directory: string): Promise<void> {
  const options = [`-DoutputDirectory=${directory}`, `-Dkafka.version=${kafkaVersion}`];
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime'];
  await run('mvn', ['-q', '-B', '-f', pom, ...goal, ...options], { timeout: fetchedWithinMs });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
