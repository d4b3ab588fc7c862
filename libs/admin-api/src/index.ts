export { createFirstAccount } from './bootstrap/create-first-account.js';
export type { FirstAccount, FirstAccountStart, RootKey } from './bootstrap/create-first-account.js';
export { accessKeyStore, signingKeyStore } from './bootstrap/key-stores.js';
export { operations } from './catalogue/catalogue.js';
export type { Operation } from './catalogue/operation.js';
export type { ExecutionPorts, SessionPorts } from './execution/execution-ports.js';
export type { AdminApiPorts } from './rest/admin-api-ports.js';
export { AdminApiModule } from './rest/admin-api.module.js';
