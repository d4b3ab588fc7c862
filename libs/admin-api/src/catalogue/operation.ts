import type { ArnScope, LivePrincipal, PrincipalReference, RoleDocument } from '@grantlog/account-state';
import type { AccountReader, EntityCounts, EventLog, StoredSecret } from '@grantlog/event-log';
import type { DomainEvent } from '@grantlog/events';
import type { Quotas } from '@grantlog/iam';
import type { z } from 'zod';

/** A JSON object of an answer. `undefined` members are left out. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Condition keys that an operation adds to its own authorization: a list marks a multivalued key. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** Who calls: authenticated, alive at the revision that is acted on. */
export interface ActingPrincipal {
  readonly reference: PrincipalReference;
  readonly document: LivePrincipal;
  /** ARN that events and refusals name: of the user, the root, or the role session. */
  readonly arn: string;
  /** Unique id as `aws:userid` shows it: `AIDA…`, the account id, `AROA…:session`. */
  readonly userId: string;
  /** The access key that signed the request; temporary ones begin with `ASIA`. */
  readonly credentialId: string;
  /** Whether the credential is temporary. */
  readonly isSession: boolean;
}

/** A fresh permanent access key: its secret in the clear, to be shown once, and sealed, to be stored. */
export interface NewAccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sealed: { readonly keyId: string; readonly ciphertext: string };
}

/** What a temporary credential is asked for with. */
export interface SessionRequest {
  readonly principal:
    | { readonly kind: 'role'; readonly role: RoleDocument; readonly sessionName: string }
    | { readonly kind: 'caller' };
  readonly durationSeconds: number;
}

/** A temporary credential as STS answers it. */
export interface NewSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** RFC 3339 UTC. */
  readonly expiration: string;
  /** Percentage of the token's size limit that is used. */
  readonly packedPolicySize: number;
}

/** What a decision may use beside its input and the documents: everything that is not a pure function of them. */
export interface Surroundings {
  readonly scope: ArnScope;
  readonly quotas: Quotas;
  /** The time of the transaction. */
  readonly now: Date;
  /** Counts of entities before the command. */
  readonly counts: EntityCounts;
  readonly caller: ActingPrincipal;
  /** A new unique id: the prefix (`AIDA`, `AGPA`, `AROA`, `ANPA`) and 17 characters. */
  readonly uniqueId: (prefix: string) => string;
  readonly newAccessKey: (ownerId: string) => NewAccessKey;
  readonly newSession: (request: SessionRequest) => Promise<NewSession>;
}

/** What a command does when the rules say yes. */
export interface Outcome {
  /** Empty where everything already is as asked. */
  readonly events: readonly DomainEvent[];
  readonly putSecrets?: readonly StoredSecret[];
  readonly deleteSecrets?: readonly string[];
  /** Members of the answer that exist only now, such as a secret that is shown once. */
  readonly reveal?: JsonObject;
}

/**
 * What every operation says about itself: the edges, the documentation and the tests are made from this. The type of
 * the input comes from the schema and that of the state from `load`; the other members have to agree.
 */
interface OperationRow<Input, State> {
  /** AWS's name where AWS has the operation. */
  readonly name: string;
  /** The prefix of the action that is authorized: `iam:CreateUser`. */
  readonly service: 'iam' | 'sts' | 'grantlog';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v1`, with parameters in braces: `/users/{userName}`. */
  readonly path: string;
  /** Path parameters, query and body in one object, checked strictly. Query values are text. */
  readonly input: z.ZodType<Input>;
  /** What a schema cannot say of the shape, such as that a document is well formed; throws a DomainError. */
  check?(input: NoInfer<Input>): void;
  /** The documents that the operation needs; missing entities are `undefined`, never an error. */
  load(input: NoInfer<Input>, reader: AccountReader, caller: ActingPrincipal): Promise<State>;
  /**
   * The ARN that the operation is authorized on, or `none` for the few operations that every authenticated
   * principal may call. A missing entity has the path `/`.
   */
  target(input: NoInfer<Input>, state: NoInfer<State>, scope: ArnScope, caller: ActingPrincipal): string;
  /** Condition keys of this operation, such as `iam:PolicyARN`, `aws:RequestTag/k`, `aws:ResourceTag/k`. */
  context?(input: NoInfer<Input>, state: NoInfer<State>): ConditionContext;
}

/** An operation that may change something: decided and recorded in one transaction. */
export interface CommandOperation<Input, State> extends OperationRow<Input, State> {
  readonly kind: 'command';
  /** 201 where it makes an entity, otherwise 200. */
  readonly status: 200 | 201;
  /** The role whose trust policy must let the caller in; only AssumeRole has one. `undefined` denies. */
  trust?(state: NoInfer<State>): RoleDocument | undefined;
  /** Says what happens, or throws a DomainError. Deciders of `@grantlog/iam` do the work. */
  decide(
    input: NoInfer<Input>,
    state: NoInfer<State>,
    surroundings: Surroundings,
  ): Outcome | Promise<Outcome>;
  /** The answer, made from the documents loaded anew after the events; `revision` is added. */
  answer?(
    input: NoInfer<Input>,
    after: NoInfer<State>,
    reader: AccountReader,
  ): JsonObject | Promise<JsonObject>;
}

/** What a query may use beside its input and the documents. */
export interface QuerySurroundings {
  readonly scope: ArnScope;
  readonly caller: ActingPrincipal;
  /** For questions about the log itself; always asked for the caller's own account. */
  readonly log: Pick<EventLog, 'logId' | 'head' | 'read'>;
}

/**
 * An operation that only reads. A paged one has `maxItems` and `marker` in its input: the marker was opened before
 * `load` is called, so `marker` holds the plain position after which to go on (the last name or id of the page
 * before) and the reader is pinned to the revision of the first page.
 */
export interface QueryOperation<Input, State> extends OperationRow<Input, State> {
  readonly kind: 'query';
  readonly paged?: true;
  /**
   * Answers from the documents, or throws a DomainError (`no_such_entity`). A paged answer that goes on has the
   * member `nextPosition`; the edge makes `isTruncated` and an unforgeable `marker` of it.
   */
  answer(
    input: NoInfer<Input>,
    state: NoInfer<State>,
    reader: AccountReader,
    surroundings: QuerySurroundings,
  ): JsonObject | Promise<JsonObject>;
}

/** A row whose types are hidden: what the edges handle. */
export type Operation = CommandOperation<unknown, unknown> | QueryOperation<unknown, unknown>;
