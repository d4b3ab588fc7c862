/**
 * An encrypted text with the id of the master key that opens it. Both members are plain text (`ciphertext` is
 * base64 of nonce, AES-256-GCM ciphertext and tag), so a store keeps them without knowing what they mean.
 */
export interface Sealed {
  /** 16 lower-case hex digits; see `MasterKey.id`. */
  readonly keyId: string;
  readonly ciphertext: string;
}
