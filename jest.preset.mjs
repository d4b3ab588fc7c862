/** Jest settings that every project shares: ESM, TypeScript through SWC, sources instead of `dist`. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@grantlog/source', 'node', 'node-addons'] },
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.(ts|m?js)$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Node before 24.9 cannot `require` ESM inside Jest, which fastify's `inject` does with `cookie`.
  transformIgnorePatterns: ['/node_modules/(?!(.*/)?cookie/)'],
  coverageProvider: 'v8',
};
