import { ENDING_CHARACTERS, endingOf, mayEndAlike } from './ending.js';

it.each([
  ['', 'x', true],
  ['c', 'abc', true],
  ['c', 'abd', false],
  ['bc', 'xbc', true],
  ['bc', 'xcc', false],
  ['abc', 'abc', true],
  ['abc', 'xbc', false],
  ['wxyz', 'vwxyz', true],
  ['wxyz', '.xyz', false],
  ['abc', 'bc', false],
  ['ü', 'Zürü', true],
  ['😀', 'x😀', true],
])('whether a text that has to end in %j may be %j: %j', (wanted, text, may) => {
  const characters = Math.min(wanted.length, ENDING_CHARACTERS);
  expect(mayEndAlike(endingOf(wanted), endingOf(text), characters)).toBe(may);
});

it('does not tell apart what differs before the last characters', () => {
  expect(mayEndAlike(endingOf('1wxyz'), endingOf('2wxyz'), ENDING_CHARACTERS)).toBe(true);
});
