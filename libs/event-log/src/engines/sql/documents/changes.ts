import type { EntityDocument, EntityKey, EntityKind } from '@grantlog/account-state';
import { entityKey, kindNameKey } from './document-keys.js';

/** A document as one revision left it; `undefined` is gone. */
export interface DocumentState {
  readonly revision: bigint;
  readonly document: EntityDocument | undefined;
}

/** What happened to one document: what it was before, and every state since, in revision order. */
export interface DocumentChange {
  readonly key: EntityKey;
  readonly before: EntityDocument | undefined;
  readonly states: readonly [DocumentState, ...DocumentState[]];
}

/** Changes of documents that are decided but not stored yet. */
export class Changes {
  readonly #changes = new Map<string, DocumentChange>();
  readonly #names = new Map<string, string | undefined>();

  /** The state that these changes leave, or `undefined` when they do not touch the document. */
  latest(key: EntityKey): DocumentState | undefined {
    return this.#changes.get(entityKey(key))?.states.at(-1);
  }

  /** Which id these changes leave under a name; `undefined` when they do not touch the name. */
  nameHolder(kind: EntityKind, name: string): { readonly id: string | undefined } | undefined {
    const key = kindNameKey(kind, name);
    return this.#names.has(key) ? { id: this.#names.get(key) } : undefined;
  }

  all(): readonly DocumentChange[] {
    return [...this.#changes.values()];
  }

  /** Which id these changes leave under each name that they touch. */
  names(): ReadonlyMap<string, string | undefined> {
    return this.#names;
  }

  add(key: EntityKey, before: EntityDocument | undefined, state: DocumentState): void {
    this.addStates({ key, before, states: [state] });
    const { document } = state;
    if (before !== undefined) this.#names.set(kindNameKey(key.kind, before.name), undefined);
    if (document !== undefined) this.#names.set(kindNameKey(key.kind, document.name), key.id);
  }

  /** Takes over changes that came after these. */
  absorb(later: Changes): void {
    for (const change of later.#changes.values()) this.addStates(change);
    for (const [name, id] of later.#names) this.#names.set(name, id);
  }

  private addStates(change: DocumentChange): void {
    const key = entityKey(change.key);
    const present = this.#changes.get(key);
    this.#changes.set(
      key,
      present === undefined ? change : { ...present, states: [...present.states, ...change.states] },
    );
  }
}
