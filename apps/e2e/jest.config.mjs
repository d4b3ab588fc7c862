import preset from '../../jest.preset.mjs';

/** What `npm run test:faults` runs beside the part of the fault suite that every run of all tests has. */
const isFull = process.env.TEST_FAULTS === 'full';

export default {
  ...preset,
  displayName: 'e2e',
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: ['/node_modules/', ...(isFull ? [] : ['\\.full\\.faults\\.spec\\.ts$'])],
};
