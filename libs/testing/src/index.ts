export {
  comparison,
  type DecisionCase,
  type Dissent,
  evaluationRequest,
  type Verdict,
  verdict,
} from './differential/compare.js';
export { type Comparison, compareWorlds, type Disagreement } from './differential/compare-worlds.js';
export { evaluator, oracleAnswer, type Respondent, type Respondents } from './differential/respondents.js';
export { families } from './generate/alphabet.js';
export { abroad, home, principals } from './generate/principals.js';
export type {
  DocumentJson,
  LayersJson,
  PrincipalJson,
  RequestJson,
  StatementJson,
  ValueJson,
  World,
} from './generate/world.js';
export { oracle, type OracleAnswer } from './oracle/oracle.js';
export type {
  NamedPolicy,
  NamedResourcePolicy,
  OracleLayers,
  OracleRequest,
} from './oracle/oracle-request.js';
