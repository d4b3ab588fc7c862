export { DirectoryInUseError } from './engines/pglite/directory-lock.js';
export { DamagedDirectoryError, databaseFolder } from './engines/pglite/prepare-database.js';
export { openEmbeddedLog } from './engines/pglite/open-embedded-log.js';
export type { EmbeddedLogOptions } from './engines/pglite/open-embedded-log.js';
export {
  migratePostgres,
  openPostgresLog,
  openPostgresReader,
} from './engines/postgres/open-postgres-log.js';
export type { PostgresLogOptions } from './engines/postgres/open-postgres-log.js';
export { SchemaMismatchError } from './engines/sql/migrations/migrate.js';
export type { LogOptions } from './engines/sql/sql-event-log.js';
export type {
  AccountReader,
  AccountSnapshot,
  AccountTransaction,
  AnswerKey,
  CommitListener,
  Committed,
  EntityCounts,
  EventLog,
  EventMetadata,
  EventQuery,
  KeptAnswer,
  ListRange,
  LogHead,
  StoredSecret,
  StoredSigningKeyRow,
} from './event-log.js';
export type { EventLogReader, StoredPublicKey } from './event-log-reader.js';
export { ChangeFeedUnavailableError } from './change-feed/change-feed.js';
export type { ChangeFeed, ChangeHandler, ChangeListener, Subscription } from './change-feed/change-feed.js';
export { inProcessFeed } from './change-feed/in-process/in-process-feed.js';
export type { InProcessFeedOptions } from './change-feed/in-process/in-process-feed.js';
export type { KafkaFeedOptions, KafkaSasl } from './change-feed/kafka/kafka-feed-options.js';
export { openKafkaFeed } from './change-feed/kafka/open-kafka-feed.js';
export type { Relay, RelayProgress } from './relay/relay.js';
export { startRelay } from './relay/start-relay.js';
export type { RelayOptions } from './relay/start-relay.js';
export { chainStart, verifyChain } from './hash-chain.js';
export type { ChainFault, ChainPosition } from './hash-chain.js';
export { LogUnavailableError } from './log-unavailable-error.js';
