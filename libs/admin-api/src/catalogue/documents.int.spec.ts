import { parsePolicy } from '@grantlog/policy';
import { person, type Person } from '../rest/people.fixture.js';
import { TestServer } from '../rest/server.fixture.js';
import { operations } from './catalogue.js';

const levels = String.raw`[1.0, 12345678901234567890, 7, "\u00e9\u4e2d\ud83d\ude00", "a\"\\\/b"]`;
const document = String.raw`{ "Version": "2012-10-17", "Id": "\u4e2d", "Statement": {
  "Effect": "Allow", "Action": "iam:CreateUser", "Resource": "*",
  "Condition": { "StringEquals": { "aws:RequestTag/level": ${levels} } } } }`;

const policyOf = (text: string) => {
  const reading = parsePolicy(text, 'identity');
  return reading.ok && reading.policy;
};

describe('a policy document in the body of a request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(operations);
  }, 60_000);
  afterAll(() => server.stop());

  describe.each([
    ['object', document],
    ['text', JSON.stringify(document)],
  ])('sent as %s', (form, sent) => {
    let delegate: Person;
    const path = `/v1/users/${form}/policies/creation`;

    beforeAll(async () => {
      delegate = await person(server, form);
    });

    it('is stored with the meaning that it had', async () => {
      expect((await server.send('PUT', path, { body: `{"policyDocument": ${sent}}` })).status).toBe(200);
      const { data } = await server.lastEvent();
      const { policyDocument } = data as { policyDocument: string };
      expect(policyOf(policyDocument)).toEqual(policyOf(document));
      expect(policyOf(document)).not.toBe(false);
    });

    it.each([
      ['1.0', 201],
      ['1', 403],
      ['12345678901234567890', 201],
      ['12345678901234567000', 403],
      ['7', 201],
    ])('decides by numbers as they were spelled: %s is answered with %i', async (value, status) => {
      const body = { userName: `${form}-${value}`, tags: [{ key: 'level', value }] };
      expect(await server.send('POST', '/v1/users', { as: delegate, body })).toMatchObject({ status });
    });

    it('is shown with the spelling of every number that JavaScript would change', async () => {
      const { json } = await server.send('GET', path);
      expect(json['policyDocument']).toEqual({
        Version: '2012-10-17',
        Id: '\u4e2d',
        Statement: {
          Effect: 'Allow',
          Action: 'iam:CreateUser',
          Resource: '*',
          Condition: {
            StringEquals: {
              'aws:RequestTag/level': ['1.0', '12345678901234567890', 7, 'é\u4e2d\u{1f600}', 'a"\\/b'],
            },
          },
        },
      });
    });
  });
});
