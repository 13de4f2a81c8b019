import { READ_BY_ALL } from './test/transform.mjs';

const shared = {
  sandboxInjectedGlobals: READ_BY_ALL,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/test/transform.mjs',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'es6' },
        sourceMaps: true,
      },
    ],
  },
};

/** Two projects: `unit` lies beside the code, `suites` are the whole journeys under test/. */
export default {
  testTimeout: 60_000,
  maxWorkers: '100%', // Jest itself would leave a core to those who watch
  workerIdleMemoryLimit: '1GB', // what its modules leave behind would slow the last suites down
  testSequencer: '<rootDir>/test/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/left-out-reporter.mjs'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'] },
    { ...shared, displayName: 'suites', testMatch: ['<rootDir>/test/**/*.spec.ts'] },
  ],
};
