import type { DecisionCase, StatementJson } from '@grantlog/testing';
import { principals } from '@grantlog/testing';

function allowing(more: Partial<StatementJson>): DecisionCase['layers'] {
  const statement: StatementJson = { Effect: 'Allow', Action: ['*'], Resource: ['*'], ...more };
  return { identity: [{ Version: '2012-10-17', Statement: [statement] }] };
}

const asked = { action: 's3:GetObject', resource: '*' };

/** Cases that somebody once decided otherwise than the oracle: what `compareWorlds` printed, and why it matters. */
export const regressions: Readonly<Record<string, DecisionCase>> = {
  'a variable without characters between two wildcards': {
    principal: principals.user,
    layers: allowing({ Condition: { StringLike: { 't:s': ['*${t:t}*'] } } }),
    request: { ...asked, context: { 't:s': 'a', 't:t': '' } },
  },
  'an IPv6 address is not an ARN although it has enough colons': {
    principal: principals.user,
    layers: allowing({ Condition: { ArnNotLike: { 't:i': ['arn:aws:s3:*:*:b'] } } }),
    request: { ...asked, context: { 't:i': '0:0:0:0:0:0:0:1' } },
  },
  'an empty list says as little as no list': {
    principal: principals.user,
    layers: allowing({ Condition: { BoolIfExists: { 't:b': [false] } } }),
    request: { ...asked, context: { 't:b': [] } },
  },
  'a list where a negated operator wants one value': {
    principal: principals.user,
    layers: allowing({ Condition: { StringNotEquals: { 't:s': ['b'] } } }),
    request: { ...asked, context: { 't:s': ['a'] } },
  },
};
