import { jest } from '@jest/globals';

describe('PGlite', () => {
  it('is loaded by who opens an embedded log, and by nobody else', async () => {
    jest.unstable_mockModule('@electric-sql/pglite', () => {
      throw new Error('PGlite is loaded');
    });
    const { openEmbeddedLog } = await import('../../index.js');
    const opening = openEmbeddedLog({ clock: () => new Date(), onError: () => undefined });
    await expect(opening).rejects.toThrow('PGlite is loaded');
  });
});
