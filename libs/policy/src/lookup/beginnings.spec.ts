import { beginningNumber, Beginnings, LONGEST_BEGINNING } from './beginnings.js';

const text = 'arn:aws:s3:::bucket/käse/😀'.padEnd(LONGEST_BEGINNING + 10, 'x');

describe('Beginnings', () => {
  it('have the same numbers in whatever order they are asked for', () => {
    const lengths = [5, 3, 0, LONGEST_BEGINNING, 20, 5];
    const beginnings = new Beginnings(text);
    for (const length of lengths) expect(beginnings.number(length)).toBe(beginningNumber(text, length));
  });

  it('are those of the text that they became', () => {
    const beginnings = new Beginnings(text);
    beginnings.number(30);
    beginnings.become('arn:aws:sqs');
    expect(beginnings.length).toBe('arn:aws:sqs'.length);
    expect(beginnings.number(10)).toBe(beginningNumber('arn:aws:sq', 10));
    expect(beginnings.number(10)).not.toBe(beginningNumber(text, 10));
  });

  it('differ where the texts do', () => {
    const numbers = Array.from({ length: 1_000 }, (_, at) => beginningNumber(`team-${at}/`, 7));
    const beginnings = new Set(Array.from({ length: 1_000 }, (_, at) => `team-${at}/`.slice(0, 7)));
    expect(new Set(numbers).size).toBe(beginnings.size);
  });
});
