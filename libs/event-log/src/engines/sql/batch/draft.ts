import type { EntityCounts, KeptAnswer, AnswerKey, StoredSecret } from '../../../event-log.js';
import type { ChainPosition } from '../../../hash-chain.js';
import { Changes } from '../documents/changes.js';
import type { SealedEvent } from './seal-event.js';

/** An answer to keep, and since when. */
export interface AnswerToKeep {
  readonly key: AnswerKey;
  readonly answer: KeptAnswer;
  readonly keptAt: Date;
}

/** Where an account stands: its chain, the time of its last event, how many entities it has. */
export interface AccountHead extends ChainPosition {
  readonly time: Date;
  readonly counts: EntityCounts;
}

/** What commands decided on a locked account and nobody has stored yet. */
export class Draft {
  readonly events: SealedEvent[] = [];
  readonly changes = new Changes();
  /** By access key id; `undefined` is to be deleted. */
  readonly secrets = new Map<string, StoredSecret | undefined>();
  readonly answers = new Map<string, AnswerToKeep>();

  /** @param head where the account stands with everything of this draft */
  constructor(public head: AccountHead) {}

  /** Takes over a draft that began at this one's head. */
  absorb(later: Draft): void {
    this.head = later.head;
    for (const event of later.events) this.events.push(event);
    this.changes.absorb(later.changes);
    for (const [id, secret] of later.secrets) this.secrets.set(id, secret);
    for (const [key, answer] of later.answers) this.answers.set(key, answer);
  }
}

/** The text of an answer's key; its parts cannot run into each other. */
export function answerKeyText({ principal, idempotencyKey }: AnswerKey): string {
  return JSON.stringify([principal, idempotencyKey]);
}
