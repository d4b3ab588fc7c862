import { generateWorld } from './generate-world.js';

const worlds = Array.from({ length: 2_000 }, (_, seed) => generateWorld(seed, 3));
const text = JSON.stringify(worlds);

describe('random worlds', () => {
  it('are the same for the same seed and others for another', () => {
    expect(generateWorld(7, 5)).toEqual(generateWorld(7, 5));
    expect(generateWorld(7, 5)).not.toEqual(generateWorld(8, 5));
  });

  it.each([
    ...['trust', 'resource', 'boundary', 'session', 'guardrails', 'principalIds', 'resourceAccount'],
    ...['NotAction', 'NotResource', 'NotPrincipal', 'Service', 'Federated', '2008-10-17', '2012-10-17'],
    ...[
      'StringNotEqualsIgnoreCase',
      'StringNotLike',
      'NumericGreaterThanEquals',
      'DateNotEquals',
      'Bool',
      'BinaryEquals',
    ],
    ...[
      'NotIpAddress',
      'ArnNotLike',
      'ArnEquals',
      'Null',
      'ForAllValues:',
      'ForAnyValue:',
      'IfExists"',
      '${*}',
      "${t:t, 'a'}",
    ],
    ...['root', 'role-session', 'federated-user', 'service', 'anonymous'],
  ])('have %s in them', (word) => {
    expect(text).toContain(word);
  });

  it('leave out keys, give them one value, or several', () => {
    const contexts = worlds.flatMap(({ requests }) => requests.map(({ context }) => context['t:s']));

    expect(contexts).toContain(undefined);
    expect(contexts.some((value) => typeof value === 'string')).toBe(true);
    expect(contexts.some((value) => Array.isArray(value) && value.length > 1)).toBe(true);
  });
});
