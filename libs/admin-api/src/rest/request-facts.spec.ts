import { requestFacts } from './request-facts.js';

const scope = 'Credential=AKIA/20261124/eu-west-1/grantlog/aws4_request';

describe('the headers of a request', () => {
  it('say nothing when there are none', () => {
    expect(requestFacts(new Map())).toEqual({});
  });

  it('say who sends, to which region, why and under which key', () => {
    const headers = new Map([
      ['user-agent', ['curl/8']],
      ['authorization', [`AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=00`]],
      ['idempotency-key', ['k']],
      ['grantlog-reason', ['because']],
    ]);
    expect(requestFacts(headers)).toEqual({
      userAgent: 'curl/8',
      region: 'eu-west-1',
      idempotencyKey: 'k',
      reason: 'because',
    });
  });

  it('name no region with a bearer token', () => {
    expect(requestFacts(new Map([['authorization', [`Bearer ${scope}`]]]))).toEqual({});
  });

  it('may say why in UTF-8 or in ISO 8859-1', () => {
    const utf8 = Buffer.from('größer').toString('latin1');
    expect(requestFacts(new Map([['grantlog-reason', [utf8]]]))).toEqual({ reason: 'größer' });
    expect(requestFacts(new Map([['grantlog-reason', ['größer']]]))).toEqual({ reason: 'größer' });
  });

  it.each(['idempotency-key', 'grantlog-reason'])('are refused when `%s` comes twice', (name) => {
    expect(() => requestFacts(new Map([[name, ['a', 'a']]]))).toThrow(/send it once/);
  });
});
