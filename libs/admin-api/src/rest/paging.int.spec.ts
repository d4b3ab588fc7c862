import { person } from './people.fixture.js';
import { type Answer, TestServer } from './server.fixture.js';

describe('a list over REST', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
    for (const userName of ['ada', 'bob', 'cyd', 'dan', 'eve']) {
      await server.send('POST', '/v1/users', { body: { userName } });
    }
  }, 60_000);
  afterAll(() => server.stop());

  const page = (query: string) => server.send('GET', `/v1/users?${query}`);
  const next = (answer: Answer) => `marker=${encodeURIComponent(String(answer.json['marker']))}`;

  it('is stable while others write: every page shows the state of the first', async () => {
    const first = await page('maxItems=2');
    expect(first.json).toMatchObject({ users: ['ada', 'bob'], isTruncated: true });
    await server.send('DELETE', '/v1/users/cyd');
    await server.send('POST', '/v1/users', { body: { userName: 'caz' } });
    const second = await page(`maxItems=2&${next(first)}`);
    expect(second.json).toMatchObject({ users: ['cyd', 'dan'], isTruncated: true });
    const third = await page(`maxItems=2&${next(second)}`);
    expect(third.json).toMatchObject({ users: ['eve'], isTruncated: false });
    expect(third.json).not.toHaveProperty('marker');
    expect([second.json['revision'], third.json['revision']]).toEqual([
      first.json['revision'],
      first.json['revision'],
    ]);
    expect((await page('maxItems=1000')).json['users']).toEqual(['ada', 'bob', 'caz', 'dan', 'eve']);
  });

  it('goes on only for those who may list at the time they ask', async () => {
    const first = await page('maxItems=1');
    const max = await person(server, 'max');
    const { status } = await server.send('GET', `/v1/users?${next(first)}`, { as: max });
    expect(status).toBe(403);
  });

  it('has a marker that no character can be changed in', async () => {
    const marker = String((await page('maxItems=1')).json['marker']);
    expect(marker.length).toBeLessThanOrEqual(320);
    for (const index of [0, 15, 16, 40, marker.length - 1]) {
      const other = marker[index] === 'A' ? 'B' : 'A';
      const { json } = await page(`marker=${marker.slice(0, index)}${other}${marker.slice(index + 1)}`);
      expect(json).toMatchObject({
        code: 'validation_error',
        errors: [{ pointer: '/marker', code: 'invalid_marker' }],
      });
    }
  });

  it.each(['', 'maxItems=0', 'maxItems=1001', 'maxItems=x', 'maxItems=1.5', 'marker=', 'marker=abc'])(
    'is bounded: `%s`',
    async (query) => {
      expect((await page(query)).status).toBe(query === '' ? 200 : 400);
    },
  );
});
