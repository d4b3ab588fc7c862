import type { RequestJson, StatementJson } from '@grantlog/testing';
import { comparison, principals } from '@grantlog/testing';
import { respondents } from '../respondents.fixture.js';

/** Every text up to a length, the empty one included. */
function texts(letters: readonly string[], longest: number): readonly string[] {
  if (longest === 0) return [''];
  const shorter = texts(letters, longest - 1);
  const longer = shorter.filter(({ length }) => length === longest - 1);
  return [...shorter, ...longer.flatMap((text) => letters.map((letter) => `${text}${letter}`))];
}

const patterns = texts(['a', 'b', '*', '?'], 4);
const words = texts(['a', 'b'], 5);

function dissents(
  statementFor: (pattern: string) => Partial<StatementJson>,
  requestFor: (word: string) => Partial<RequestJson>,
): readonly unknown[] {
  return patterns.flatMap((pattern) => {
    const statement: StatementJson = { Effect: 'Allow', ...statementFor(pattern) };
    const compare = comparison(
      {
        principal: principals.user,
        layers: { identity: [{ Version: '2012-10-17', Statement: [statement] }] },
      },
      respondents,
    );
    return words.flatMap((word) => {
      const request = { action: 's3:Get', resource: '*', context: {}, ...requestFor(word) };
      return compare(request).dissent === undefined ? [] : [{ pattern, word }];
    });
  });
}

const any = { Action: ['*'], Resource: ['*'] };

describe('every pattern of up to four and every word of up to five letters', () => {
  it('meet under StringLike as the oracle says', () => {
    const found = dissents(
      (pattern) => ({ ...any, Condition: { StringLike: { 't:s': [pattern] } } }),
      (word) => ({ context: { 't:s': word } }),
    );

    expect(found.slice(0, 3)).toEqual([]);
  });

  it('meet in the resource part of an ARN as the oracle says', () => {
    const found = dissents(
      (pattern) => ({ ...any, Resource: [`arn:aws:s3:::x${pattern}`] }),
      (word) => ({ resource: `arn:aws:s3:::x${word}` }),
    );

    expect(found.slice(0, 3)).toEqual([]);
  });

  it('meet in an action as the oracle says', () => {
    const found = dissents(
      (pattern) => ({ ...any, Action: [`s3:x${pattern}`] }),
      (word) => ({ action: `s3:x${word}` }),
    );

    expect(found.slice(0, 3)).toEqual([]);
  });

  it('meet around a variable, with and without a value, as the oracle says', () => {
    const found = ['', 'a', '*'].flatMap((value) =>
      dissents(
        (pattern) => ({
          ...any,
          Condition: { StringLike: { 't:s': [`${pattern.slice(0, 2)}\${t:v}${pattern.slice(2)}`] } },
        }),
        (word) => ({ context: { 't:s': word, 't:v': value } }),
      ),
    );

    expect(found.slice(0, 3)).toEqual([]);
  });
});
