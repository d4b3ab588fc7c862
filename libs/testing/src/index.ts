export { type Comparison, compareWorlds, type Disagreement } from './differential/compare-worlds.js';
export { oracle, type OracleAnswer } from './oracle/oracle.js';
export type {
  NamedPolicy,
  NamedResourcePolicy,
  OracleLayers,
  OracleRequest,
} from './oracle/oracle-request.js';
