/**
 * Whether a database column can hold the text: PostgreSQL's `text` has no U+0000 (PostgreSQL documentation, section
 * "Character Types"). Readers answer that nothing matches; writers refuse the one command before it reaches its batch.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0');
}

/** @throws TypeError when one of the texts has the character U+0000 */
export function assertStorable(texts: Iterable<string>): void {
  for (const text of texts) {
    if (!isStorable(text)) throw new TypeError('a text with the character U+0000 cannot be stored');
  }
}
