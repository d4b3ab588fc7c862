export { AccountIndex } from './account-index/account-index.js';
export type { AccountSnapshot, OtherLayers } from './account-index/account-index.js';
export { questionLimits } from './decision-point/check-question.js';
export { DecisionError } from './decision-point/decision-error.js';
export type { DecisionErrorCode, QuestionFault } from './decision-point/decision-error.js';
export { DecisionPoint } from './decision-point/decision-point.js';
export type { Answers, Freshness } from './decision-point/decision-point.js';
export type { Asker, ContextEntries, DecisionSurroundings } from './decision-point/pinned-view.js';
export { isExplained } from './decision-point/question.js';
export type { Answer, Question, Subject } from './decision-point/question.js';
export type { AccountFollower } from './replica/account-follower.js';
export type { ForeignEventAlarm, StopAlarm, StopReason } from './replica/follower-parts.js';
export type {
  AccountSource,
  FeedListener,
  LoadedSnapshot,
  LogHead,
  LogSnapshot,
  SnapshotDemand,
} from './replica/account-source.js';
export { AntiEntropy } from './replica/anti-entropy.js';
export type { AntiEntropyParts } from './replica/anti-entropy.js';
export { DigestComparison } from './replica/digest-comparison.js';
export type { ComparedAccount, DigestComparisonParts } from './replica/digest-comparison.js';
export { Replica } from './replica/replica.js';
export type { ReplicaParts } from './replica/replica.js';
export type { AccountProgress, ReplicaSummary } from './replica/replica-progress.js';
export { WarmSource } from './replica/warm-source.js';
export type { AccountLog, WarmSourceParts } from './replica/warm-source.js';
export type { Timer } from './replica/timer.js';
export { DocumentStoreUnavailableError } from './document-store/document-store.js';
export type {
  AccountAdvance,
  DocumentStore,
  ReplaceOptions,
  ScannedAccount,
  StampedAccount,
  StampedDocument,
} from './document-store/document-store.js';
export { inMemoryStore } from './document-store/memory/in-memory-store.js';
export type { StoreMemory } from './document-store/memory/in-memory-store.js';
export type { RedisPlace } from './document-store/redis/redis-place.js';
export { openRedisSigningKeys } from './document-store/redis/redis-signing-keys.js';
export { openRedisStore } from './document-store/redis/redis-store.js';
export type { RedisStoreOptions } from './document-store/redis/redis-store.js';
export type {
  CopiedSigningKeys,
  PublicSigningKey,
  SigningKeyCopy,
} from './document-store/signing-key-copy.js';
export { Indexer } from './indexer/indexer.js';
export type { IndexerParts } from './indexer/indexer.js';
export type { IndexerLog } from './indexer/indexer-log.js';
export { RebuildError, rebuildStore } from './indexer/rebuild-store.js';
export type { RebuildLog, RebuildParts, RebuiltAccount } from './indexer/rebuild-store.js';
