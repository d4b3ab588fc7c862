import type { Authenticator, SessionTokenVerifier } from '@grantlog/credentials';
import type { DecisionPoint } from '@grantlog/decision';
import type { TlsMaterial } from '@grantlog/platform';

/** Injection token of the {@link DecisionApiParts}. */
export const DECISION_API_PARTS = Symbol('DecisionApiParts');

/** What the read edge is made of; handed in by the composition root. */
export interface DecisionApiParts {
  readonly decisionPoint: DecisionPoint;
  /** Decides how callers may authenticate: bearer tokens alone, or signatures over HTTP too. */
  readonly authenticator: Pick<Authenticator, 'authenticate' | 'authenticateMetadata'>;
  /** Verifies the tokens of subjects. */
  readonly sessionTokens: Pick<SessionTokenVerifier, 'verify'>;
  /** UUID of the log, which revision tokens carry. */
  readonly logId: string;
  readonly clock: () => Date;
  /** Where the gRPC server listens; port 0 takes any free one. */
  readonly grpcListen: { readonly host: string; readonly port: number };
  /** What the gRPC server proves itself with; absent, it is plain. */
  readonly tls?: TlsMaterial | undefined;
  /** Resolves when decisions can be made; until then health answers NOT_SERVING. */
  readonly whenReady: Promise<void>;
}
