import { join } from 'node:path';
import preset from '../../jest.preset.mjs';

const rootDir = join(import.meta.dirname, '..', '..');

/** Which specs may kill: parts of paths, as `SPECS=policy/src/operators,decision/src/differential/small-worlds/conditions`. */
const specs = (process.env.SPECS ?? 'policy/src').split(',');

// In the copy that is mutated, packages must be the copy's own sources, not those that node_modules links to.
export default {
  ...preset,
  rootDir,
  roots: ['policy', 'decision', 'testing'].map((lib) => `<rootDir>/libs/${lib}/src`),
  testMatch: specs.map((part) => `**/libs/${part}{*,/**/*}.spec.ts`),
  // Time and steps: a mutant is slow enough without them, and its code has other blocks.
  testPathIgnorePatterns: ['/libs/policy/src/limits/'],
  moduleNameMapper: {
    ...preset.moduleNameMapper,
    '^@grantlog/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
};
