import { policyLimits } from '../limits/policy-limits.js';
import { parsePolicy, type PolicyBounds } from './parse-policy.js';
import type { PolicyType } from './policy.js';
import { allow, errors, read, trusting, warnings } from './reading.fixture.js';

describe('a well-formed policy', () => {
  it('becomes its parsed form, with single values as lists', () => {
    const reading = parsePolicy(
      `{ "Version": "2012-10-17", "Id": "x", "Statement": {
        "Sid": "S1", "Effect": "Deny", "NotAction": "iam:*", "NotResource": ["arn:aws:s3:::b/*"],
        "Condition": { "Bool": { "aws:SecureTransport": false }, "StringLike": { "k:n": ["a", 1.50] } } } }`,
      'identity',
    );
    expect(reading).toEqual({
      ok: true,
      warnings: [],
      policy: {
        type: 'identity',
        version: '2012-10-17',
        id: 'x',
        statements: [
          {
            index: 0,
            sid: 'S1',
            effect: 'Deny',
            actions: { negated: true, patterns: ['iam:*'] },
            resources: { negated: true, patterns: ['arn:aws:s3:::b/*'] },
            conditions: [
              { operator: 'Bool', ifExists: false, key: 'aws:SecureTransport', values: ['false'] },
              { operator: 'StringLike', ifExists: false, key: 'k:n', values: ['a', '1.50'] },
            ],
          },
        ],
      },
    });
  });

  it('has principals and no resources when it is a trust policy', () => {
    const reading = read({ ...trusting, Principal: { Service: ['a.b', 'c.d'], AWS: '*' } }, 'trust');
    expect(reading.ok && reading.policy.statements[0]).toEqual({
      index: 0,
      effect: 'Allow',
      principals: {
        negated: false,
        principals: [
          { kind: 'AWS', value: '*' },
          { kind: 'Service', value: 'a.b' },
          { kind: 'Service', value: 'c.d' },
        ],
      },
      actions: { negated: false, patterns: ['sts:AssumeRole'] },
      conditions: [],
    });
  });

  it.each<PolicyType>(['identity', 'managed', 'boundary', 'session', 'scp'])('may be of type %s', (type) => {
    expect(errors(read([allow], type))).toEqual([]);
  });

  it('may be a resource policy with any Sid', () => {
    const statement = { ...allow, Sid: 'a b+c', Principal: '*' };
    expect(read(statement, 'resource')).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('the document', () => {
  it.each([
    ['"text"', ['wrong_type ']],
    ['[]', ['wrong_type ']],
    ['{}', ['missing_element ']],
    ['{"Version":"2012-10-17","Statement":[]}', ['empty_list /Statement']],
    ['{"Version":"2012-10-17","Statement":["x"]}', ['wrong_type /Statement/0']],
    [
      '{"Version":"2012-10-18","Statement":{}}',
      [
        'invalid_version /Version',
        'missing_element /Statement',
        'missing_element /Statement',
        'missing_element /Statement',
      ],
    ],
    [
      '{"Version":1,"Id":[],"Statement":[]}',
      ['wrong_type /Version', 'wrong_type /Id', 'empty_list /Statement'],
    ],
    ['{"version":"2012-10-17","Statement":[]}', ['unknown_element /version', 'empty_list /Statement']],
  ])('%s has the errors %j', (text, expected) => {
    expect(errors(parsePolicy(text, 'identity'))).toEqual(expected);
  });

  it('says which element was probably meant', () => {
    const reading = parsePolicy('{"statement":{}}', 'identity');
    expect(reading.ok || reading.errors.map(({ detail }) => detail)).toContain(
      'found the element `statement`, write `Statement`',
    );
  });

  it('reports what is wrong as JSON and as a policy together, in the order of the text', () => {
    const text =
      '{"Version":"2012-10-17",\n"Statement":[{"Effect":"allow","Effect":"Deny",\n"Action":"x","Resource":"y"}]}';
    const reading = parsePolicy(text, 'identity');
    expect(reading.ok || reading.errors.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['invalid_effect', 2, 24],
      ['duplicate_key', 2, 32],
      ['invalid_action', 3, 10],
      ['invalid_resource', 3, 25],
    ]);
  });

  it('stops at text that is not JSON', () => {
    expect(errors(parsePolicy('{"Statement":', 'identity'))).toEqual(['invalid_json /Statement']);
  });

  it('refuses characters above U+00FF, unless they are escaped', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: { ...allow, Sid: '' } }, undefined, 1);
    const reading = parsePolicy(text.replace('GetOrder', 'Get中'), 'identity');
    expect(reading.ok || reading.errors).toEqual([
      expect.objectContaining({ code: 'character_not_allowed', pointer: '', line: 5, column: 24 }),
    ]);
    expect(errors(parsePolicy(text.replace('GetOrder', 'Get\\u4e2d'), 'identity'))).toEqual([]);
    expect(errors(parsePolicy(text.replace('GetOrder', 'Getÿ'), 'identity'))).toEqual([]);
    expect(errors(parsePolicy(text.replace('GetOrder', 'Get\u007f'), 'identity'))).toEqual([]);
  });
});

describe('sizes', () => {
  const padded = (size: number, statement: object, type: PolicyType, bounds?: PolicyBounds) => {
    const empty = JSON.stringify({ Version: '2012-10-17', Id: '', Statement: statement });
    const id = 'x'.repeat(size - empty.length);
    return errors(
      parsePolicy(
        JSON.stringify({ Version: '2012-10-17', Id: id, Statement: statement }, undefined, 2),
        type,
        bounds,
      ),
    );
  };

  it.each<[PolicyType, number, object]>([
    ['managed', policyLimits.managedSize, allow],
    ['boundary', policyLimits.managedSize, allow],
    ['trust', policyLimits.trustSize, trusting],
    ['scp', policyLimits.guardrailSize, allow],
  ])('a %s policy has at most %d characters, white space not counted', (type, size, statement) => {
    expect(padded(size, statement, type)).toEqual([]);
    expect(padded(size + 1, statement, type)).toEqual(['policy_too_large ']);
    expect(padded(size + 1, statement, type, { maxSize: size + 1 })).toEqual([]);
  });

  it('a session policy has at most 2048 characters, white space counted', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: allow });
    expect(errors(parsePolicy(text.padEnd(2_048), 'session'))).toEqual([]);
    expect(errors(parsePolicy(text.padEnd(2_049), 'session'))).toEqual(['too_large ']);
  });

  it('one inline policy is bounded only as a text', () => {
    expect(padded(20_000, allow, 'identity')).toEqual([]);
    expect(padded(140_000, allow, 'identity')).toEqual(['too_large ']);
    expect(padded(140_000, allow, 'identity', { maxCharacters: Infinity })).toEqual([]);
  });
});

describe('statements', () => {
  it.each<[string, object, readonly string[]]>([
    ['no effect', { Effect: undefined }, ['missing_element ']],
    ['an effect in lower case', { Effect: 'allow' }, ['invalid_effect /Effect']],
    ['an effect of the wrong type', { Effect: true }, ['wrong_type /Effect']],
    ['no action', { Action: undefined }, ['missing_element ']],
    ['both forms of action', { NotAction: 'a:b' }, ['conflicting_elements /NotAction']],
    ['no resource', { Resource: undefined }, ['missing_element ']],
    ['both forms of resource', { NotResource: '*' }, ['conflicting_elements /NotResource']],
    ['an unknown element', { Extra: 1 }, ['unknown_element /Extra']],
    ['a principal', { Principal: '*' }, ['element_not_allowed /Principal']],
    ['a negated principal', { NotPrincipal: '*' }, ['element_not_allowed /NotPrincipal']],
    ['an object as Sid', { Sid: {} }, ['wrong_type /Sid']],
    ['a space in the Sid', { Sid: 'a b' }, ['invalid_sid /Sid']],
    ['an empty list of actions', { Action: [] }, ['empty_list /Action']],
    ['a list in the list of actions', { Action: [[]] }, ['wrong_type /Action/0']],
    ['an empty list of resources', { Resource: [] }, ['empty_list /Resource']],
    ['null as resource', { Resource: null }, ['wrong_type /Resource']],
    ['a list as condition', { Condition: [{}] }, ['wrong_type /Condition']],
    [
      'several mistakes',
      { Effect: 'x', Action: ['a', 'b:c', 'd:e:f'], Resource: 'g' },
      [
        'invalid_effect /Effect',
        'invalid_action /Action/0',
        'invalid_action /Action/2',
        'invalid_resource /Resource',
      ],
    ],
  ])('%s', (_title, change, expected) => {
    const pointers = expected.map((error) => error.replace(' ', ' /Statement/0'));
    expect(errors(read([{ ...allow, ...change }]))).toEqual(pointers);
  });

  it('points into a single statement as it was written', () => {
    expect(errors(read({ ...allow, Effect: 'x' }))).toEqual(['invalid_effect /Statement/Effect']);
  });

  it('must not share a Sid, except the empty one', () => {
    const named = (Sid: string) => ({ ...allow, Sid });
    expect(errors(read([named('a'), named('b'), named('a')]))).toEqual(['duplicate_sid /Statement/2/Sid']);
    expect(errors(read([named(''), named('')]))).toEqual([]);
  });
});

describe('actions', () => {
  it.each(['*', 's3:*', 's3:Get*', 's3:?et*', 'S3-x.y:GetObject', 'a:b-c_d', 'ec2:* '])(
    '%j is one',
    (action) => {
      expect(errors(read({ ...allow, Action: action }))).toEqual([]);
    },
  );

  it.each(['', 's3', ':x', 's3:', 's3:a:b', 's*:Get', '*:*', '?:x', 's 3:x', 's3:Get:*'])(
    '%j is none',
    (action) => {
      expect(errors(read({ ...allow, Action: action }))).toEqual(['invalid_action /Statement/Action']);
    },
  );
});

describe('resources', () => {
  it.each([
    ...[
      '*',
      'arn:aws:s3:::b',
      'arn:aws:s3:::b/${aws:username}/*',
      'arn:*:s3:*:*:*',
      'arn:aws:iam::1:user/a:b/c',
    ],
    ...['arn:aws:s3:::', 'arn:aws:s3:::${aws:username}'],
  ])('%j is one', (resource) => {
    expect(errors(read({ ...allow, Resource: resource }))).toEqual([]);
  });

  it.each([
    ...['', 'bucket', '**', 'arn:aws:s3', 'arn:aws:s3::b', 'arn:aws:*:::b', 'arn:aws:s?:::b', 'arn::s3:::b'],
    ...[
      'arn:aws::::b',
      'aws:s3:::b:x',
      'arn:aws:sqs:eu-west-1:${aws:PrincipalAccount}:q',
      'arn:aws:s3:${x}::b',
    ],
  ])('%j is none', (resource) => {
    expect(errors(read({ ...allow, Resource: resource }))).toEqual(['invalid_resource /Statement/Resource']);
  });
});

describe('conditions', () => {
  const withCondition = (condition: unknown) => read({ ...allow, Condition: condition });

  it.each([
    [{ StringEquals: 'x' }, 'wrong_type /StringEquals'],
    [{ StringEquals: { 'a:b': [] } }, 'empty_list /StringEquals/a:b'],
    [{ StringEquals: { 'a:b': ['x', null] } }, 'wrong_type /StringEquals/a:b/1'],
    [{ StringEquals: { 'a:b': {} } }, 'wrong_type /StringEquals/a:b'],
    [{ StringEquals: { '': 'x' } }, 'invalid_value /StringEquals/'],
    [{ Like: { 'a:b': 'x' } }, 'unknown_operator /Like'],
    [{ NullIfExists: { 'a:b': true } }, 'unknown_operator /NullIfExists'],
    [{ 'ForAnyValue:Null': { 'a:b': true } }, 'unknown_operator /ForAnyValue:Null'],
    [{ DateLessThan: { 'a:b': ['2026-01-01', '1.1.2026'] } }, 'invalid_date /DateLessThan/a:b/1'],
    [{ DateNotEqualsIfExists: { 'a:b': '2026-13-01' } }, 'invalid_date /DateNotEqualsIfExists/a:b'],
  ])('%j is refused', (condition, expected) => {
    expect(errors(withCondition(condition))).toEqual([expected.replace(' ', ' /Statement/Condition')]);
  });

  it('may be empty', () => {
    expect(errors(withCondition({}))).toEqual([]);
  });

  it('has its set prefix and IfExists apart from the operator', () => {
    const reading = withCondition({ 'ForAllValues:StringLikeIfExists': { 'aws:TagKeys': 'a*' } });
    expect(reading.ok && reading.policy.statements[0]?.conditions).toEqual([
      {
        operator: 'StringLike',
        quantifier: 'ForAllValues',
        ifExists: true,
        key: 'aws:TagKeys',
        values: ['a*'],
      },
    ]);
  });

  it.each([
    [{ 'ForAnyValue:BoolIfExists': { 'a:b': true } }, 'ambiguous_operator /ForAnyValue:BoolIfExists'],
    [{ StringLike: { 'AWS:tagkeys': '*' } }, 'set_operator_needed /StringLike/AWS:tagkeys'],
    [
      { StringLikeIfExists: { 'aws:CalledVia': 'x' } },
      'set_operator_needed /StringLikeIfExists/aws:CalledVia',
    ],
  ])('%j is refused, unless only the grammar counts', (condition, expected) => {
    const statement = { ...allow, Condition: condition };
    expect(errors(read(statement))).toEqual([expected.replace(' ', ' /Statement/Condition')]);
    expect(errors(read(statement, 'identity', { grammarOnly: true }))).toEqual([]);
  });

  it.each([
    { Null: { 'aws:TagKeys': false } },
    { 'ForAnyValue:StringLike': { 'aws:CalledVia': '*' } },
    { NumericLessThanIfExists: { 'a:b': 1 } },
    { DateGreaterThan: { 'aws:CurrentTime': ['2026-01-01T00:00Z', 1767225600] } },
  ])('%j is accepted', (condition) => {
    expect(withCondition(condition)).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('a hostile document', () => {
  const many = (count: number, statement: unknown) =>
    read(
      Array.from({ length: count }, () => statement),
      'identity',
      { maxCharacters: Infinity },
    );

  it('with many statements is read', () => {
    const reading = many(2_000, allow);
    expect(reading.ok && reading.policy.statements).toHaveLength(2_000);
  });

  it('with many findings is answered with 100 of them', () => {
    const reading = many(20_000, { ...allow, Action: 's3:Get ', Effect: 0 });
    expect([reading.ok || reading.errors.length, reading.warnings.length]).toEqual([100, 100]);
  });

  it('full of beginnings of variables is read in the end', () => {
    const resource = `arn:aws:s3:::${"${a, '".repeat(20_000)}`;
    expect(warnings(read({ ...allow, Resource: resource }))).toEqual([
      'variable_malformed /Statement/Resource',
    ]);
  });

  it('is refused with the reason in few words', () => {
    const reading = read({ ...allow, ['x'.repeat(100_000)]: 1 });
    expect(reading.ok || reading.errors.map(({ detail }) => detail.length < 400)).toEqual([true]);
  });
});
