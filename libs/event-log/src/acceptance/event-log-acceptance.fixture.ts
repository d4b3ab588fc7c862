import { acceptAppending } from './appending.fixture.js';
import { acceptDocuments } from './documents.fixture.js';
import { acceptKeyMaterial } from './key-material.fixture.js';
import { acceptLifecycle } from './lifecycle.fixture.js';
import type { EngineUnderTest } from './log-under-test.fixture.js';
import { LogUnderTest } from './log-under-test.fixture.js';
import { acceptReading } from './reading.fixture.js';

/** The promises of the log that every engine keeps. Called inside a `describe` whose time-out suits the engine. */
export function acceptEventLog(engine: EngineUnderTest): void {
  const under = new LogUnderTest();

  beforeAll(async () => {
    await under.open(await engine.newPlace());
  });

  afterEach(() => {
    expect(under.errors.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await under.close();
  });

  describe('appending', () => {
    acceptAppending(under);
  });
  describe('reading', () => {
    acceptReading(under);
  });
  describe('documents', () => {
    acceptDocuments(under);
  });
  describe('key material', () => {
    acceptKeyMaterial(under);
  });
  describe('opening and closing', () => {
    acceptLifecycle(engine);
  });
}
