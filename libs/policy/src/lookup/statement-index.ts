import type { Effect } from '../document/policy.js';
import { everyAction } from './action-signature.js';
import { slotsOf, SLOT_WORDS, slotCount, slotOf, type SlotRange } from './action-slots.js';
import type { CompiledStatement } from '../compile/compiled-statement.js';
import type { Question } from '../compile/question.js';
import { bySketch, mayMatch, SKETCH_WORDS } from './sketch.js';
import { nextInRow } from './sketch-row.js';
import { type StatementEntry, statementEntries } from './statement-entries.js';

/** Reading the signatures of up to so many entries is faster than looking an action up. */
const SCANNED = 48;

/** Looks at the statements at some positions of an index until it has seen enough. */
export interface StatementVisitor {
  /** Returns true to stop. */
  visit(position: number): boolean;
}

/**
 * Finds the statements of one or more policies that may apply to a question, without looking at the others.
 *
 * All that it compares is one row of numbers: a signature for the action and a sketch of how the resources begin and
 * end. A short index has its signatures side by side, Deny before Allow, and reads them from end to end. A long one has
 * a hash table of its signatures, and where many statements have theirs in common it leaps to those whose resource
 * begins alike.
 */
export class StatementIndex {
  /** Signatures or slots, then sketches, in the order of the positions. */
  readonly #words: readonly number[];
  /** Where the sketches begin. */
  readonly #sketches: number;
  /** 0 in a short index. */
  readonly #slots: number;
  /** How many positions of a short index belong to Deny. */
  readonly #denies: number;
  /** The statement at each position; one whose actions have several signatures stands at several. */
  readonly statements: readonly CompiledStatement[];
  /** The number of the policy from which the statement at each position comes. */
  readonly policies: readonly number[];

  /** @param policies the statements of each policy */
  constructor(policies: readonly (readonly CompiledStatement[])[]) {
    const entries = policies.flatMap(statementEntries);
    const isShort = entries.length <= SCANNED;
    entries.sort(isShort ? byEffect : bySignature);
    const ranges = isShort ? [] : rangesOf(entries);
    this.#slots = isShort ? 0 : slotCount(ranges.length);
    this.#sketches = isShort ? entries.length : this.#slots * SLOT_WORDS;
    this.#denies = entries.filter(({ statement }) => statement.effect === 'Deny').length;
    const found = isShort ? entries.map(({ signature }) => signature) : slotsOf(ranges, this.#slots);
    for (const { sketch } of entries) found.push(...sketch);
    this.#words = found.slice();
    this.statements = entries.map(({ statement }) => statement);
    this.policies = entries.map(({ policy }) => policy);
  }

  /**
   * Visits the positions of all statements of an effect that apply to a question, and of a few that do not: whether they
   * do is for the visitor to find out. A statement may be visited at several positions.
   *
   * @returns whether the visitor stopped
   */
  visit(effect: Effect, question: Question, visitor: StatementVisitor): boolean {
    switch (effect) {
      case 'Deny':
        return this.#slots === 0
          ? this.#scan(0, this.#denies, question, visitor)
          : this.#look(1, question, visitor);
      case 'Allow':
        return this.#slots === 0
          ? this.#scan(this.#denies, this.#sketches, question, visitor)
          : this.#look(2, question, visitor);
    }
  }

  /** @param begin where in a slot it stands where the positions of the effect begin; next to it, where they end */
  #look(begin: number, question: Question, visitor: StatementVisitor): boolean {
    const { signature, headSignature, serviceSignature } = question.action;
    return (
      this.#visitRow(everyAction, begin, question, visitor) ||
      this.#visitRow(serviceSignature, begin, question, visitor) ||
      this.#visitRow(headSignature, begin, question, visitor) ||
      this.#visitRow(signature, begin, question, visitor)
    );
  }

  #scan(from: number, to: number, question: Question, visitor: StatementVisitor): boolean {
    const words = this.#words;
    const { signature, headSignature, serviceSignature } = question.action;
    for (let position = from; position < to; position += 1) {
      const own = words[position];
      const mayName =
        own === signature || own === headSignature || own === serviceSignature || own === everyAction;
      if (!mayName || !mayMatch(words, this.#sketches + position * SKETCH_WORDS, question)) continue;
      if (visitor.visit(position)) return true;
    }
    return false;
  }

  #visitRow(signature: number, begin: number, question: Question, visitor: StatementVisitor): boolean {
    const words = this.#words;
    const slot = slotOf(words, this.#slots, signature);
    if (slot < 0) return false;
    const from = words[slot + begin] ?? 0;
    const to = words[slot + begin + 1] ?? 0;
    let position = nextInRow(words, this.#sketches, from, to, question);
    while (position < to) {
      if (visitor.visit(position)) return true;
      position = nextInRow(words, this.#sketches, position + 1, to, question);
    }
    return false;
  }
}

function byEffect(left: StatementEntry, right: StatementEntry): number {
  return effectOrder(left) - effectOrder(right) || bySketch(left.sketch, right.sketch);
}

function bySignature(left: StatementEntry, right: StatementEntry): number {
  return left.signature - right.signature || byEffect(left, right);
}

function effectOrder({ statement }: StatementEntry): number {
  return statement.effect === 'Deny' ? 0 : 1;
}

/** The positions of each signature in entries that are in order. */
function rangesOf(entries: readonly StatementEntry[]): readonly SlotRange[] {
  const ranges = new Map<number, SlotRange>();
  for (const [position, { signature, statement }] of entries.entries()) {
    const { from = position, allows = position } = ranges.get(signature) ?? {};
    const to = position + 1;
    ranges.set(signature, { signature, from, allows: statement.effect === 'Deny' ? to : allows, to });
  }
  return [...ranges.values()];
}
