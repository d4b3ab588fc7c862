import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertificateFiles, Certificates } from '../../certificates/certificates.js';
import { freePort } from '../native/free-port.js';
import { NotInstalledError } from '../native/not-installed-error.js';
import { startedOrSkipped } from '../started-or-skipped.js';
import type { BrokerListener } from './broker-properties.js';
import type { OwnKafka } from './kafka-server.js';
import { startNativeKafka } from './native-kafka.js';

/** A Kafka of one's own that also listens with TLS. Its plain listener is for whoever looks after it. */
export interface SecuredKafka extends OwnKafka {
  /** The listener that wants the user to sign in: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, over TLS. */
  readonly signInBrokers: readonly string[];
  /** The listener that wants a certificate of the authority instead. */
  readonly certificateBrokers: readonly string[];
  /** The listener that wants the user to sign in with PLAIN, without TLS. */
  readonly unencryptedBrokers: readonly string[];
  readonly user: { readonly username: string; readonly password: string };
  /** Who signed the broker's certificate. */
  readonly authority: CertificateFiles;
  /** A client's, which the broker takes. */
  readonly client: CertificateFiles;
}

/** A new Kafka with TLS; `undefined` as in `kafkaForTests`. Only as a process of this machine. */
export function securedKafkaForTests(): Promise<SecuredKafka | undefined> {
  return startedOrSkipped('kafka with TLS', {
    native: startSecuredKafka,
    containers: () => Promise.reject(new NotInstalledError('its users are made by a native Kafka only')),
  });
}

async function startSecuredKafka(): Promise<SecuredKafka> {
  const certificates = new Certificates();
  try {
    const authority = certificates.authority('authority');
    const client = certificates.signedBy(authority, 'client');
    const user = { username: 'grantlog', password: randomBytes(16).toString('hex') };
    const [signIn, certificate, unencrypted] = await Promise.all([freePort(), freePort(), freePort()]);
    const server = await startNativeKafka({
      listeners: [
        { name: 'SIGNIN', port: signIn, protocol: 'SASL_SSL' },
        { name: 'CERTIFICATE', port: certificate, protocol: 'SSL' },
        { name: 'UNENCRYPTED', port: unencrypted, protocol: 'SASL_PLAINTEXT' },
      ] satisfies readonly BrokerListener[],
      properties: { ...(await stores(certificates, authority)), ...mechanisms(user) },
      format: scramUsers(user),
    });
    return {
      ...server,
      signInBrokers: [`127.0.0.1:${signIn}`],
      certificateBrokers: [`127.0.0.1:${certificate}`],
      unencryptedBrokers: [`127.0.0.1:${unencrypted}`],
      user,
      authority,
      client,
      stop: async () => {
        await server.stop();
        certificates.remove();
      },
    };
  } catch (error) {
    certificates.remove();
    throw error;
  }
}

type User = SecuredKafka['user'];

/** The certificate that the broker shows, and whose certificates it takes. */
async function stores(
  certificates: Certificates,
  authority: CertificateFiles,
): Promise<Readonly<Record<string, string>>> {
  const { certFile, keyFile } = certificates.signedBy(authority, 'broker');
  const keyStore = join(certificates.directory, 'broker-store.pem');
  await writeFile(keyStore, Buffer.concat([await readFile(keyFile), await readFile(certFile)]));
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': authority.certFile,
    'listener.name.certificate.ssl.client.auth': 'required',
  };
}

function mechanisms({ username, password }: User): Readonly<Record<string, string>> {
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required user_${username}="${password}";`;
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  return {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.signin.plain.sasl.jaas.config': plain,
    'listener.name.signin.scram-sha-256.sasl.jaas.config': scram,
    'listener.name.signin.scram-sha-512.sasl.jaas.config': scram,
    'listener.name.unencrypted.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.unencrypted.plain.sasl.jaas.config': plain,
  };
}

function scramUsers({ username, password }: User): readonly string[] {
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${username},password=${password}]`,
  ]);
}
