import { fileURLToPath } from 'node:url';

/** One run over the whole workspace; sources first (no build), ES modules. */
export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  roots: ['<rootDir>/packages', '<rootDir>/services', '<rootDir>/tooling'],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['/dist/'],
  coverageProvider: 'v8',
  testTimeout: 30_000,
  maxWorkers: 3,
  globalSetup: '<rootDir>/tooling/jest.servers.mjs',
  globalTeardown: '<rootDir>/tooling/jest.teardown.mjs',
};
