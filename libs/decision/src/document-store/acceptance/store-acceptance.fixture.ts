import { acceptAdvancing } from './advancing.fixture.js';
import { acceptReplacing } from './replacing.fixture.js';
import { acceptScanning } from './scanning.fixture.js';
import { acceptTenancy } from './tenancy.fixture.js';
import { type EngineUnderTest, StoreUnderTest } from './store-under-test.fixture.js';

/** The promises of the document store that every engine keeps. */
export function acceptDocumentStore(engine: EngineUnderTest): void {
  const under = new StoreUnderTest(engine);

  afterAll(async () => {
    await under.close();
  });

  describe('advancing', () => {
    acceptAdvancing(under);
  });
  describe('replacing and removing', () => {
    acceptReplacing(under);
  });
  describe('scanning', () => {
    acceptScanning(under);
  });
  describe('accounts and logs', () => {
    acceptTenancy(under);
  });
  describe('closing', () => {
    it('makes every later call unavailable', async () => {
      const store = under.open('log-1');
      await store.revision('999999999999');
      await store.close();
      await expect(store.revision('999999999999')).rejects.toMatchObject({
        name: 'DocumentStoreUnavailableError',
      });
      expect(store.isConnected).toBe(false);
    });
  });
}
