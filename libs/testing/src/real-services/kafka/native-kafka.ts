import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataDirectory } from '../data-directory.js';
import { freePort } from '../native/free-port.js';
import { NativeProcess } from '../native/native-process.js';
import { type BrokerListener, brokerProperties, propertiesText, quickStart } from './broker-properties.js';
import { kafkaJars } from './kafka-jars.js';
import type { OwnKafkaOptions } from './kafka-for-tests.js';
import { type OwnKafka, startKafka } from './kafka-server.js';

const run = promisify(execFile);
const logWarnings = '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn';

/** What only a broker of one's own machine can be told. */
export interface NativeKafkaOptions extends OwnKafkaOptions {
  readonly listeners?: readonly BrokerListener[];
  /** More words for the formatting of its storage, such as users. */
  readonly format?: readonly string[];
}

/** Starts a new single-node Kafka from Maven's jars, of 200 MB. */
export async function startNativeKafka({
  directory,
  properties,
  listeners = [],
  format = [],
}: NativeKafkaOptions): Promise<OwnKafka> {
  const classPath = join(await kafkaJars(), '*');
  const home = await mkdtemp(join(tmpdir(), 'grantlog-kafka-'));
  const logDirectory = await dataDirectory(directory ?? home, 'kafka-data');
  const place = { port: await freePort(), controllerPort: await freePort(), logDirectory, listeners };
  const file = join(home, 'server.properties');
  await writeFile(file, propertiesText({ ...brokerProperties(place), ...properties }));
  const java = (...args: readonly string[]) => [...quickStart, logWarnings, '-cp', classPath, ...args];
  const runner = new NativeProcess({
    command: 'java',
    args: java('-Xmx256m', 'kafka.Kafka', file),
    directory: home,
    others: [logDirectory],
  });
  // It may begin with a hyphen.
  const id = randomBytes(16).toString('base64url');
  try {
    await run(
      'java',
      java('kafka.tools.StorageTool', 'format', `--cluster-id=${id}`, '-c', file, ...format),
      {
        cwd: home,
      },
    );
  } catch (error) {
    await runner.remove();
    throw error;
  }
  return startKafka(runner, `127.0.0.1:${place.port}`);
}
