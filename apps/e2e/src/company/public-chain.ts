import type { RestClient } from '../clients/rest-client.js';

/** An event as the audit answers show it. */
export type PublicEvent = Readonly<Record<string, unknown>> & {
  readonly revision: string;
  readonly hash: string;
};

const firstPlace = { revision: '0', hash: '0'.repeat(64) };

/**
 * Reads the whole log page by page and checks the chain with nothing but the public answers: dense revisions, each hash
 * over the canonical JSON of the event without it, each `prevhash` the hash before. Knows no code of the service.
 */
export async function verifyPublicChain(
  client: RestClient,
  sha256: (text: string) => string,
): Promise<readonly PublicEvent[]> {
  const events: PublicEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.revision ?? '0';
    const page = await client.expect('GET', `/events?afterRevision=${after}&limit=100`);
    const next = page['events'] as readonly PublicEvent[];
    if (next.length === 0) return events;
    for (const event of next) events.push(verified(event, events.at(-1), sha256));
  }
}

function verified(
  event: PublicEvent,
  before: PublicEvent | undefined,
  sha256: (text: string) => string,
): PublicEvent {
  const { hash, ...rest } = event;
  const place = before === undefined ? firstPlace : { revision: before.revision, hash: before.hash };
  if (Number(rest.revision) !== Number(place.revision) + 1) {
    throw new Error(`revision ${rest.revision} follows ${place.revision}`);
  }
  if (rest['prevhash'] !== place.hash)
    throw new Error(`revision ${rest.revision} does not continue the chain`);
  if (sha256(sorted(rest)) !== hash)
    throw new Error(`revision ${rest.revision} has another hash than its text`);
  return event;
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sorted(member)}`).join(',')}}`;
}
