import type { Caller } from '@grantlog/credentials';

/** One authenticated request, as far as it is not the input of its operation. */
export interface Call {
  readonly caller: Caller;
  /** When the request arrived. */
  readonly now: Date;
  /** 1 to 128 printable characters. */
  readonly requestId: string;
  /** IPv4 or IPv6 address of the peer. */
  readonly sourceIp: string;
  readonly userAgent?: string;
  /** Whether it came over TLS. */
  readonly isSecure: boolean;
  /** The region that the signature names; a bearer token names none. */
  readonly region?: string;
  /** 1 to 255 printable characters; only commands heed it. */
  readonly idempotencyKey?: string;
  /** Why the change is made, for auditors: at most 1000 printable characters. */
  readonly reason?: string;
}
