import { firstWay } from './first-way.js';
import { NotInstalledError } from './native/not-installed-error.js';

const works = (way: string) => () => Promise.resolve(way);
const fails = (error: Error) => () => Promise.reject(error);
const missing = fails(new NotInstalledError('install it'));
const broken = fails(new Error('it broke'));

describe('how a service is started', () => {
  const before = process.env;

  afterEach(() => {
    process.env = before;
  });

  it.each([
    ['', works('native'), works('containers'), 'native'],
    ['', missing, works('containers'), 'containers'],
    ['native', works('native'), works('containers'), 'native'],
    ['containers', works('native'), works('containers'), 'containers'],
  ])('with TEST_SERVICES=%s: the first way that there is', async (wanted, native, containers, expected) => {
    process.env = { ...before, TEST_SERVICES: wanted };

    await expect(firstWay({ native, containers })).resolves.toBe(expected);
  });

  it.each([
    ['', broken, works('containers'), 'it broke'],
    ['', missing, broken, 'install it; containers: it broke'],
    ['native', missing, works('containers'), 'install it'],
    ['containers', works('native'), broken, 'it broke'],
    ['docker', works('native'), works('containers'), '`docker` is no value of TEST_SERVICES'],
  ])(
    'with TEST_SERVICES=%s: what breaks is said and not worked around',
    async (wanted, native, containers, message) => {
      process.env = { ...before, TEST_SERVICES: wanted };

      await expect(firstWay({ native, containers })).rejects.toThrow(message);
    },
  );
});
