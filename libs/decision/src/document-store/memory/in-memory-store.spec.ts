import { acceptDocumentStore } from '../acceptance/store-acceptance.fixture.js';
import { inMemoryStore, type StoreMemory } from './in-memory-store.js';

describe('the document store in memory', () => {
  const memory: StoreMemory = new Map();
  acceptDocumentStore({ open: (logId) => inMemoryStore(logId, memory) });
});
