/** A server's programs are not on this machine; the message says what to install. */
export class NotInstalledError extends Error {}
