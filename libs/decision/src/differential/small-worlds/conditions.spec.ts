import type { ContextValue } from '@grantlog/policy';
import type { StatementJson, ValueJson } from '@grantlog/testing';
import { comparison, families, principals } from '@grantlog/testing';
import { respondents } from '../respondents.fixture.js';

/** Two values that the family can read, and one that it cannot. */
const values: Readonly<Record<string, readonly [string, string, string]>> = {
  't:s': ['a', 'b', ''],
  't:t': ['a', 'b', ''],
  // Equal as floating-point numbers.
  't:n': ['9007199254740992', '9007199254740993', 'ten'],
  't:d': ['2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z', 'soon'],
  't:b': ['true', 'false', 'maybe'],
  't:i': ['10.0.0.1', '::1', 'here'],
  't:a': ['arn:aws:s3:::b', 'arn:aws:s3:::c', 'b'],
  't:x': ['QQ==', 'QUI=', 'Q'],
};

/** Absent, empty, one value, a list of one, and lists of two that do and do not hold what the policy wants. */
function requestValues([one, other, unreadable]: readonly [string, string, string]): (
  ContextValue | undefined
)[] {
  const lists = [
    [],
    [one],
    [other],
    [unreadable],
    [one, other],
    [other, other],
    [one, unreadable],
    [other, unreadable],
  ];
  return [undefined, one, other, unreadable, ...lists];
}

function* conditions(): Generator<{ operator: string; key: string; wanted: readonly ValueJson[] }> {
  for (const { operators, key } of families) {
    const [one, other, unreadable] = values[key] ?? ['a', 'b', ''];
    const isNull = operators.includes('Null');
    const isDate = operators.includes('DateEquals');
    const lists = isNull
      ? [['true'], ['false'], ['true', 'false']]
      : [[one], [one, other], ...(isDate ? [] : [[unreadable], [unreadable, one]])];
    for (const operator of operators)
      for (const prefix of isNull ? [''] : ['', 'ForAllValues:', 'ForAnyValue:'])
        for (const suffix of isNull ? [''] : ['', 'IfExists'])
          for (const wanted of lists) yield { operator: `${prefix}${operator}${suffix}`, key, wanted };
  }
}

describe('every operator, set prefix and IfExists with every shape of value', () => {
  it.each(['Allow', 'Deny'] as const)(
    'is decided as the oracle decides it in a statement with %s',
    (Effect) => {
      const dissents: unknown[] = [];
      let asked = 0;
      for (const { operator, key, wanted } of conditions()) {
        const statement: StatementJson = {
          Effect,
          Action: ['*'],
          Resource: ['*'],
          Condition: { [operator]: { [key]: wanted } },
        };
        const compare = comparison(
          { principal: principals.user, layers: { identity: [{ Statement: [statement] }] } },
          respondents,
        );
        for (const value of requestValues(values[key] ?? ['a', 'b', ''])) {
          asked += 1;
          const context = value === undefined ? {} : { [key]: value };
          const { dissent, expected } = compare({ action: 's3:Get', resource: '*', context });
          if (dissent !== undefined) dissents.push({ dissent, expected, operator, wanted, context });
        }
      }

      expect(dissents.slice(0, 3)).toEqual([]);
      expect(asked).toBeGreaterThan(6_000);
    },
  );
});
