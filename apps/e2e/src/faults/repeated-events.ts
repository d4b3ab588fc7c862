import kafkajs from 'kafkajs';
import pg from 'pg';
import type { FaultWorld } from './fault-world.js';

/** A client of the world's Kafka that is not the service's. */
export function kafkaOf({ services }: FaultWorld) {
  return new kafkajs.Kafka({ brokers: [...services.kafka.brokers], logLevel: kafkajs.logLevel.NOTHING });
}

/** Publishes a stretch of the log once more, as it was published, but in any order. */
export async function publishAgain(world: FaultWorld, events: number): Promise<void> {
  const messages = world.random.shuffled(await messagesOf(world, events));
  const producer = kafkaOf(world).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  try {
    await producer.send({ topic: world.topic, messages });
  } finally {
    await producer.disconnect();
  }
}

interface Message {
  readonly key: string;
  readonly value: string;
}

async function messagesOf({ databaseUrl, random }: FaultWorld, events: number): Promise<Message[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Message>(
      `select account as key, text as value from events
       where revision > (select floor(max(revision) * $1::float8) - $2 from events) order by revision limit $2`,
      [random.next(), events],
    );
    return rows;
  } finally {
    await client.end();
  }
}
