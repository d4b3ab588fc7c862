/** What a process says about itself when it serves; the parts that it has. */
export interface Listening {
  /** `HOST:PORT` as listened on. */
  readonly http: string;
  readonly grpc?: string;
  readonly account?: string;
  readonly revision?: bigint;
}

/** The one line that a process prints when it serves: `listening http=… grpc=… account=… revision=…`. */
export function listeningLine({ http, grpc, account, revision }: Listening): string {
  const parts = Object.entries({ http, grpc, account, revision }).filter(([, value]) => value !== undefined);
  return ['listening', ...parts.map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}
