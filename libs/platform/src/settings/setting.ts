/** One environment variable that every process understands. */
export interface Setting<T> {
  /** The whole name, `GRANTLOG_…`. */
  readonly name: string;
  /** What holds when it is unset, as the documentation shows it; `none` where nothing does. */
  readonly fallback: string;
  readonly meaning: string;
  /** Reads the value; throws an Error that says what is expected. */
  read(text: string): T;
}

/** Anything but white space at the ends. */
export function text(value: string): string {
  if (value.trim() !== value) throw new Error('has white space at an end: remove it');
  return value;
}

/** `HOST:PORT`; port 0 asks the system for a free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Reads `HOST:PORT`, an IPv6 host in brackets. */
export function listenAddress(value: string): ListenAddress {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]\s]+)):([0-9]{1,5})$/.exec(value);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) throw new Error('is not HOST:PORT, such as 127.0.0.1:8080');
  return { host: match[1] ?? match[2] ?? '', port };
}

/** Brokers of Kafka, each `HOST:PORT`, separated by commas. */
export function brokers(value: string): readonly string[] {
  const list = value.split(',').map((broker) => broker.trim());
  const isBroker = (broker: string) => {
    const [, port] = /^[^\s:@/]+:([0-9]{1,5})$/.exec(broker) ?? [];
    return port !== undefined && Number(port) <= 65_535;
  };
  if (!list.every(isBroker)) throw new Error('is not HOST:PORT, or several of them separated by commas');
  return list;
}

/** The address of a PostgreSQL database. */
export function postgresAddress(value: string): string {
  // A socket's address has a user and no host.
  const isAddress = /^postgres(ql)?:\/\//.test(value) && URL.canParse(value.replace('@/', '@localhost/'));
  if (!isAddress) throw new Error('is not postgres://USER:PASSWORD@HOST:PORT/DATABASE');
  return value;
}

/** Whether only programs on the same machine can reach the address. */
export function isLoopback({ host }: ListenAddress): boolean {
  return host === 'localhost' || host === '::1' || /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(host);
}

/** `true` or `false`. */
export function flag(value: string): boolean {
  if (value !== 'true' && value !== 'false') throw new Error('is neither true nor false');
  return value === 'true';
}

/** A whole number of at least `minimum`. */
export function wholeNumber(minimum: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^[0-9]{1,15}$/.test(value) || number < minimum) {
      throw new Error(`is not a whole number of at least ${minimum}`);
    }
    return number;
  };
}

/** One of a few words. */
export function oneOf<T extends string>(...words: readonly T[]): (value: string) => T {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new Error(`is none of ${words.join(', ')}`);
    return word;
  };
}

/** Text of a fixed form. */
export function matching(pattern: RegExp, form: string): (value: string) => string {
  return (value) => {
    if (!pattern.test(value)) throw new Error(`is not ${form}`);
    return value;
  };
}
