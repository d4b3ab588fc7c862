import type {
  RandomBytes,
  SecretCipher,
  SessionSecrets,
  SessionTokenIssuer,
  SigningKeyRing,
} from '@grantlog/credentials';
import type { EventLog } from '@grantlog/event-log';
import type { Quotas } from '@grantlog/iam';
import type { PolicyCache } from '@grantlog/policy';

/** What makes temporary credentials. */
export interface SessionPorts {
  readonly ring: SigningKeyRing;
  readonly issuer: SessionTokenIssuer;
  readonly secrets: SessionSecrets;
}

/** What the execution of operations needs from the outside. */
export interface ExecutionPorts {
  readonly log: EventLog;
  /** Partition of every ARN, usually `aws`. */
  readonly partition: string;
  readonly quotas: Quotas;
  /** Seals access-key secrets, kept answers and page markers. */
  readonly cipher: SecretCipher;
  readonly sessions: SessionPorts;
  /** Compiled policies, shared with whoever else evaluates the same documents. */
  readonly policies: PolicyCache;
  readonly random: RandomBytes;
}
