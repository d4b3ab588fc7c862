export { type CertificateFiles, Certificates, pair } from './certificates/certificates.js';
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
export { Cluster } from './cluster/cluster.js';
export type { ClusterOptions, ClusterServices } from './cluster/cluster.js';
export { ServiceProcess } from './cluster/service-process.js';
export type { AccessKeyPair, Ended, ServiceName } from './cluster/service-process.js';
export { Random } from './generate/random.js';
export type { RealService } from './real-services/real-service.js';
export {
  ownPostgresForTests,
  type OwnPostgresOptions,
  postgresForTests,
} from './real-services/postgres/postgres-for-tests.js';
export {
  administer,
  type OwnPostgres,
  type PostgresServer,
} from './real-services/postgres/postgres-server.js';
export {
  kafkaForTests,
  ownKafkaForTests,
  type OwnKafkaOptions,
} from './real-services/kafka/kafka-for-tests.js';
export { type SecuredKafka, securedKafkaForTests } from './real-services/kafka/secured-kafka.js';
export type { KafkaServer, NewTopic, OwnKafka } from './real-services/kafka/kafka-server.js';
export { type SecuredRedis, securedRedisForTests } from './real-services/redis/secured-redis.js';
export type { RedisCluster } from './real-services/redis/redis-cluster.js';
export {
  redisClusterForTests,
  redisForTests,
  type RedisOptions,
} from './real-services/redis/redis-for-tests.js';
