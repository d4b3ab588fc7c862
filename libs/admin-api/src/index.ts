export { startWriteSide } from './bootstrap/start-write-side.js';
export type { StartVoice, WriteSide } from './bootstrap/start-write-side.js';
export type { WritePorts } from './bootstrap/write-ports.js';
export { operations } from './catalogue/catalogue.js';
export type { Operation } from './catalogue/operation.js';
export type { ExecutionPorts, SessionPorts } from './execution/execution-ports.js';
export type { AdminApiPorts } from './rest/admin-api-ports.js';
export { AdminApiModule } from './rest/admin-api.module.js';
