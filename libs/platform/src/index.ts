export { bodyLimitBytes, registerRawBody } from './http/raw-body.js';
export type { ContentTypeParsers, RawBodyRequest } from './http/raw-body.js';
