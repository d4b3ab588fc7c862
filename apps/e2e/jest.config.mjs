import preset from '../../jest.preset.mjs';

/** What `npm run test:faults` runs beside the part of the fault suite that every run of all tests has. */
const isFull = process.env.TEST_FAULTS === 'full';

export default {
  ...preset,
  displayName: 'e2e',
  rootDir: import.meta.dirname,
  // Tests start processes, and machines are shared.
  testTimeout: 60_000,
  testPathIgnorePatterns: ['/node_modules/', ...(isFull ? [] : ['\\.full\\.faults\\.spec\\.ts$'])],
};
