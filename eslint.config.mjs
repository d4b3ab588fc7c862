import { builtinModules } from 'node:module';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const domain = ['policy', 'events', 'account-state', 'iam'];

/** Which layer may use which: `apps → edges → capabilities → domain`; the read and the write side never meet. */
const constraints = [
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:domain'], bannedExternalImports: ['*'] },
  {
    sourceTag: 'layer:capability',
    onlyDependOnLibsWithTags: ['layer:domain'],
    bannedExternalImports: ['@nestjs/*', 'fastify', '@grpc/*'],
  },
  { sourceTag: 'layer:contract', onlyDependOnLibsWithTags: ['layer:contract'] },
  {
    sourceTag: 'layer:edge',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:capability', 'layer:contract'],
    bannedExternalImports: ['pg', 'redis', 'kafkajs', '@electric-sql/*'],
  },
  { sourceTag: 'layer:testing', onlyDependOnLibsWithTags: ['layer:domain', 'layer:testing'] },
  {
    sourceTag: 'layer:app',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:capability', 'layer:contract', 'layer:edge'],
  },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:write', onlyDependOnLibsWithTags: ['scope:write', 'scope:shared'] },
  { sourceTag: 'scope:read', onlyDependOnLibsWithTags: ['scope:read', 'scope:shared'] },
  { sourceTag: 'scope:testing', onlyDependOnLibsWithTags: ['scope:testing', 'scope:shared'] },
  { sourceTag: 'scope:app', onlyDependOnLibsWithTags: ['scope:write', 'scope:read', 'scope:shared'] },
];

/** Tests of every layer also use what is only for tests. */
const constraintsOfTests = constraints.map(({ onlyDependOnLibsWithTags, ...constraint }) => ({
  ...constraint,
  onlyDependOnLibsWithTags: [...onlyDependOnLibsWithTags, 'layer:testing', 'scope:testing'],
}));

const boundaries = (depConstraints) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    { allow: [], depConstraints, enforceBuildableLibDependency: true, banTransitiveDependencies: true },
  ],
});

const readable = {
  complexity: ['error', 8],
  'max-lines': ['error', 400],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
};

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', 'coverage/**', '.nx/**', '.prepare/**'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...readable,
      ...boundaries(constraints),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: domain.map((lib) => `libs/${lib}/src/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'globalThis',
        'console',
        'Buffer',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'performance',
        'crypto',
        'fetch',
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: builtinModules.map((name) => ({ name, message: 'the domain does no input or output' })),
          patterns: [{ group: ['node:*'], message: 'the domain does no input or output' }],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'time comes with the command',
        },
        { selector: 'CallExpression[callee.name="Date"]', message: 'time comes with the command' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'time comes with the command' },
        { object: 'Math', property: 'random', message: 'ids come with the command' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts', 'apps/e2e/src/**/*.ts'],
    rules: boundaries(constraintsOfTests),
  },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts'],
    rules: {
      'max-lines-per-function': 'off',
      complexity: 'off',
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': 'off',
      'no-restricted-properties': 'off',
    },
  },
);
