import {
  type OwnKafka,
  ownKafkaForTests,
  type OwnKafkaOptions,
  type OwnPostgres,
  ownPostgresForTests,
  type OwnPostgresOptions,
  type RealService,
  redisForTests,
  type RedisOptions,
} from '@grantlog/testing';

/** The services that a fault test breaks, each its own. */
export interface BreakableServices {
  readonly postgres: OwnPostgres;
  readonly kafka: OwnKafka;
  readonly redis: RealService;
}

/** How the services differ from the usual ones. */
export interface ServiceOptions {
  readonly postgres?: OwnPostgresOptions;
  readonly kafka?: OwnKafkaOptions;
  readonly redis?: RedisOptions;
}

/**
 * Starts all three; `undefined`, after a line that says so, where this machine cannot.
 *
 * @throws Error instead, with `REQUIRE_SERVICES=true`
 */
export async function startServices(options: ServiceOptions): Promise<BreakableServices | undefined> {
  const [postgres, kafka, redis] = await Promise.all([
    ownPostgresForTests(options.postgres),
    ownKafkaForTests(options.kafka),
    redisForTests(options.redis),
  ]);
  if (postgres !== undefined && kafka !== undefined && redis !== undefined) return { postgres, kafka, redis };
  await Promise.all([postgres?.stop(), kafka?.stop(), redis?.stop()]);
  return undefined;
}
