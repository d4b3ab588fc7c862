export { assertJsonBody } from './http/assert-json-body.js';
export { httpServerOptions } from './http/http-server-options.js';
export { otherMethodControllers } from './http/other-methods.js';
export type { Route } from './http/other-methods.js';
export { ProblemFilter } from './http/problem.filter.js';
export { registerRawBody } from './http/raw-body.js';
export type { ContentTypeParsers, RawBodyRequest } from './http/raw-body.js';
export { HealthController } from './health/health.controller.js';
export { READINESS_CHECKS } from './health/readiness.js';
export type { ReadinessCheck, ReadinessState } from './health/readiness.js';
export { openLogger } from './logging/logger.js';
export type { Logger } from './logging/logger.js';
export { hostAndPort, listenOn } from './serving/listen.js';
export type { ListenSetting } from './serving/listen.js';
export { listenersOf } from './serving/listeners.js';
export type { ListenerAddresses, ListenerName, Listeners } from './serving/listeners.js';
export { listeningLine } from './serving/listening-line.js';
export type { Listening } from './serving/listening-line.js';
export { runProcess } from './serving/run-process.js';
export type { Start } from './serving/run-process.js';
export { serveHttp } from './serving/serve-http.js';
export type { HttpServing, ServedHttp } from './serving/serve-http.js';
export { StartError } from './serving/start-error.js';
export { kafkaSettings } from './settings/kafka-settings.js';
export type { KafkaSettings } from './settings/kafka-settings.js';
export { redisSettings } from './settings/redis-settings.js';
export type { RedisSettings } from './settings/redis-settings.js';
export { SettingsError } from './settings/load-settings.js';
export type { Settings } from './settings/load-settings.js';
export { requireSettings } from './settings/require-settings.js';
export type { With } from './settings/require-settings.js';
export type { ListenAddress, Setting } from './settings/setting.js';
export { settingsTable } from './settings/settings-table.js';
export type { SettingKey, SettingValues } from './settings/settings-table.js';
export { readTls } from './tls/tls-material.js';
export type { TlsMaterial } from './tls/tls-material.js';
export { Admission } from './admission/admission.js';
export { CallsInFlight } from './admission/calls-in-flight.js';
export { Metrics } from './metrics/metrics.js';
export type { Collector, Reading } from './metrics/metrics.js';
export { metricsTable } from './metrics/metrics-table.js';
export type { LabelsOf, MetricKey, MetricKind, MetricOf, MetricRow } from './metrics/metrics-table.js';
export {
  backlogReadings,
  comparisonReadings,
  feedReadings,
  indexerReadings,
  relayReadings,
  replicaReadings,
} from './metrics/readings.js';
export type { BacklogFigures, ComparisonFigures, RelayFigures, ReplicaFigures } from './metrics/readings.js';
export { OVERSIGHT, plainOversight } from './oversight/oversight.js';
export type { Oversight } from './oversight/oversight.js';
export { OversightModule } from './oversight/oversight.module.js';
export { startOversight } from './oversight/start-oversight.js';
export type { RunningOversight } from './oversight/start-oversight.js';
export { tracedListener, tracedPublish } from './tracing/event-tracing.js';
export type { TracedEvent } from './tracing/event-tracing.js';
export type { Span, SpanFacts, Tracing } from './tracing/tracing.js';
