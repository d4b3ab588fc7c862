/** What every listener of a process proves itself with, and whose client certificates it demands. */
export interface TlsMaterial {
  /** Certificate chain, PEM. */
  readonly cert: Buffer;
  /** Its private key, PEM. */
  readonly key: Buffer;
  /** Authorities, PEM; a client without a certificate of one of them is refused. Absent: clients need none. */
  readonly clientCa?: Buffer;
}
