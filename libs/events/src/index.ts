export { canonicalJson } from './canonical-json.js';
export { event } from './domain-event.js';
export type { DomainEvent, EventOf, RecordedEvent } from './domain-event.js';
export { entityText, touchedArns } from './entities.js';
export { dataSchema, firstPrevHash, storedType } from './envelope.js';
export type { EventEnvelope, UnsealedEnvelope } from './envelope.js';
export type {
  EventData,
  EventType,
  GroupNamed,
  PolicyNamed,
  RoleNamed,
  Tag,
  TrustedPrincipal,
  UserNamed,
} from './event-data.js';
export { isEventType, schemaVersions } from './schema-versions.js';
export { UnknownEventError, upcast } from './upcast.js';
export type { Upcaster, Vocabulary } from './upcast.js';
export { toEnvelope } from './stored-event.js';
export type { StoredEvent } from './stored-event.js';
