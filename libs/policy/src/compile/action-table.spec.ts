import { request, user } from '../evaluate/request.fixture.js';
import { actionPattern } from './action-pattern.js';
import { ActionTable } from './action-table.js';
import { Question } from './question.js';
import { visitAll } from './shelf.js';

function found(entries: Readonly<Record<string, readonly string[]>>, action: string): readonly string[] {
  const names = Object.keys(entries);
  const visited: string[] = [];
  const visit = (position: number): boolean => {
    visited.push(names[position] ?? '');
    return false;
  };
  const table = new ActionTable(
    Object.values(entries).map((patterns, position) => ({ patterns: patterns.map(actionPattern), position })),
    (positions) => ({ visit: (_question, visitor) => visitAll(positions, visitor) }),
  );
  table.visit(new Question(request(user(), { action })), { visit });
  return visited;
}

/** Whether a pattern matches, letter by letter. */
function plainly(pattern: string, action: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return action === '';
  if (first === '*')
    return plainly(rest.join(''), action) || (action !== '' && plainly(pattern, action.slice(1)));
  return (
    action !== '' && (first === '?' || first === action.charAt(0)) && plainly(rest.join(''), action.slice(1))
  );
}

describe('ActionTable', () => {
  it('visits an entry once per form of pattern, however many patterns match', () => {
    const overlapping = { all: ['a:*', 'a:b*', 'a:bc*', 'a:bcd', 'A:BCD', 'a:*d', 'a:b?d', 'a:?c*d'] };
    expect(found(overlapping, 'a:bcd')).toEqual(['all', 'all', 'all']);
    expect(found({ all: ['*', 'a:*', 'a:bcd'] }, 'a:bcd')).toEqual(['all']);
  });

  it('tries no pattern of another service', () => {
    const entries = { own: ['a:*x'], other: ['ab:*x', 'b:*', 'b:x'] };
    expect(found(entries, 'a:x')).toEqual(['own']);
    expect(found(entries, 'c:x')).toEqual([]);
    expect(found(entries, 'x')).toEqual([]);
  });

  it('finds what comparing letter by letter finds', () => {
    const names = ['', 'x', 'y', 'xy', 'yx', 'xx', 'xyx'];
    const patterns = ['*', 'x', 'xy', 'x*', 'xy*', '*x', '?', '?y*', 'x*x', '**'].map((name) => `s:${name}`);
    const entries = Object.fromEntries(patterns.map((pattern) => [pattern, [pattern]]));
    for (const name of names) {
      const matching = patterns.filter((pattern) => plainly(pattern, `s:${name}`));
      expect([...found(entries, `S:${name.toUpperCase()}`)].toSorted()).toEqual(matching.toSorted());
    }
  });
});
