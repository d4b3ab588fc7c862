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
export type { StopAlarm } from './replica/account-follower.js';
export type { AccountSource, FeedListener } from './replica/account-source.js';
export { Replica } from './replica/replica.js';
export type { AccountProgress, ReplicaParts } from './replica/replica.js';
export type { Timer } from './replica/timer.js';
export { DocumentStoreUnavailableError } from './document-store/document-store.js';
export type {
  AccountAdvance,
  DocumentStore,
  ScannedAccount,
  StampedAccount,
  StampedDocument,
} from './document-store/document-store.js';
