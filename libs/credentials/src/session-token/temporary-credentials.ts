/** What AssumeRole and GetSessionToken hand out. Shown once; only the token id can bring the secret back. */
export interface TemporaryCredentials {
  /** `ASIA…` */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  /** How much of the permitted token size is used, in whole percent, rounded up. */
  readonly packedPolicySize: number;
}
