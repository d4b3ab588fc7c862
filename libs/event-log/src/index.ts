export { EVENT_LOG } from './event-log.js';
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
