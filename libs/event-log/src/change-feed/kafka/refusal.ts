import { causesOf } from './protocol-error.js';

/** Kafka, or what is in its place, and this program do not trust each other. Only an operator can change that. */
export class KafkaRefusalError extends Error {
  override readonly name = 'KafkaRefusalError';
}

/** The codes with which Node and OpenSSL do not believe a certificate. */
const untrusted = /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_CERT_)/u;

/** The same failure in words for an operator, in one line, where a sign-in or a certificate is the reason. */
export function inPlainWords(error: unknown): unknown {
  for (const cause of causesOf(error)) {
    const words = wordsFor(cause);
    if (words !== undefined) return new KafkaRefusalError(words);
  }
  return error;
}

/** As kafkajs marks its errors; Node finds no class of them among the names of that package. */
function wordsFor(error: { name?: unknown; message?: unknown; code?: unknown; broker?: unknown }) {
  const { name, message, code, broker } = error;
  if (name === 'KafkaJSSASLAuthenticationError') return `Kafka refuses the sign-in (${String(message)})`;
  if (typeof code !== 'string') return undefined;
  const who = `the Kafka broker at ${String(broker)}`;
  if (untrusted.test(code)) return `the certificate of ${who} is not trusted (${code})`;
  // The broker ends a handshake that it does not like with an alert (RFC 8446, section 6.2).
  const isAlert = /^ERR_SSL_.*ALERT/u.test(code);
  return isAlert ? `${who} refuses the client's certificate, or misses one (${code})` : undefined;
}
