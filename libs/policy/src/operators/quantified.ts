import type { RequestContext } from '../evaluate/request-context.js';
import type { ConditionForm, ConditionTest } from './operator.js';

/** Whether one value of the request satisfies an operator. */
export type ValueTest = (value: string, context: RequestContext) => boolean;

/** What an operator without a set prefix answers when there is not exactly one value. */
export interface WithoutValue {
  readonly absent: boolean;
  readonly several: boolean;
}

/**
 * Applies the test of one value to whatever the request has under the key. A key with an empty list has no value,
 * which is the same as no key.
 *
 * A set prefix is about each value by itself, also for negated operators: `ForAnyValue:StringNotEquals` asks whether
 * some value differs from all of the policy's.
 * Source: AWS IAM User Guide, "Multivalued context keys" and "…IfExists condition operators".
 */
export function quantified(
  satisfies: ValueTest,
  { quantifier, ifExists }: ConditionForm,
  { absent, several }: WithoutValue,
): ConditionTest {
  switch (quantifier) {
    case 'ForAllValues':
      return (value, context) => {
        if (value === undefined) return true;
        if (typeof value === 'string') return satisfies(value, context);
        for (const each of value) if (!satisfies(each, context)) return false;
        return true;
      };
    case 'ForAnyValue':
      return (value, context) => {
        if (value === undefined) return false;
        if (typeof value === 'string') return satisfies(value, context);
        for (const each of value) if (satisfies(each, context)) return true;
        return false;
      };
    case undefined: {
      const whenAbsent = absent || ifExists;
      return (value, context) => {
        if (typeof value === 'string') return satisfies(value, context);
        return value === undefined || value.length === 0 ? whenAbsent : several;
      };
    }
  }
}
