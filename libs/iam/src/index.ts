export { DomainError } from './domain-error.js';
export type { DomainErrorCode, ErrorDetail } from './domain-error.js';
