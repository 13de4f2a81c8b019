/** Who may import whom. The table is the rule and its documentation; an unlisted room fails on its first import. */
const mayImport = {
  contract: ['kernel'],
  kernel: [],
  audit: ['kernel'],
  domain: ['kernel'],
  'event-store': ['kernel', 'audit'],
  'sqlite-file': [],
  'access-log': ['kernel', 'event-store', 'audit', 'sqlite-file'],
  'working-days': ['kernel'],
  'event-store-embedded': ['kernel', 'event-store', 'audit', 'sqlite-file'],
  'event-store-esdb': ['kernel', 'event-store', 'audit'],
  documents: ['domain', 'event-store', 'sqlite-file'],
  recording: ['kernel', 'contract', 'domain', 'event-store', 'questions', 'audit'],
  questions: ['kernel', 'contract', 'domain', 'event-store', 'audit'],
  projections: ['kernel', 'domain', 'event-store', 'questions'],
  'view-store-sql': ['kernel', 'domain', 'projections'],
  'view-store-embedded': ['kernel', 'domain', 'projections', 'view-store-sql', 'sqlite-file'],
  'view-store-postgres': ['kernel', 'domain', 'projections', 'view-store-sql'],
  exchange: [
    'kernel',
    'contract',
    'domain',
    'event-store',
    'recording',
    'questions',
    'audit',
    'ledger',
    'working-days',
  ],
  ledger: [
    'kernel',
    'contract',
    'domain',
    'event-store',
    'event-store-embedded',
    'event-store-esdb',
    'access-log',
    'documents',
    'recording',
    'questions',
    'audit',
    'projections',
    'view-store-embedded',
    'view-store-postgres',
    'working-days',
  ],
  testing: ['kernel', 'contract', 'domain', 'event-store', 'event-store-embedded', 'recording', 'questions', 'ledger'],
};
const rooms = (names) => `^libs/(${names.join('|')})/`;
const never = (name, from, to) => ({ name, severity: 'error', from: { pathNot: '\\.spec\\.ts$', ...from }, to });

export default {
  forbidden: [
    ...Object.entries(mayImport).map(([room, others]) =>
      never(
        `${room}-keeps-to-its-list`,
        { path: rooms([room]) },
        { path: '^(apps|libs|test)/', pathNot: rooms([room, ...others]) },
      ),
    ),
    never('room-is-listed', { path: '^libs/', pathNot: rooms(Object.keys(mayImport)) }, {}),
    never('pure-rooms-do-no-io', { path: rooms(['kernel', 'domain']) }, { dependencyTypes: ['core', 'npm'] }),
    never(
      'by-index-only',
      { path: '^((apps|libs)/[^/]+|test)/' },
      { path: '^libs/', pathNot: ['^$1/', 'src/index.ts$'] },
    ),
    never(
      'doors-are-apart',
      { path: '^apps/([^/]+)/', pathNot: ['\\.spec\\.ts$', '^apps/cli/src/serve\\.module\\.ts$'] },
      { path: '^(apps|test|libs/testing)/', pathNot: '^apps/$1/' },
    ),
    never(
      'dashboard-by-contract',
      { path: '^apps/dashboard/' },
      { path: '^libs/', pathNot: rooms(['contract', 'kernel']) },
    ),
    never(
      'adapters-in-the-composition-root',
      {
        path: '^(apps|libs|test/(?!conformance|views|faults))',
        pathNot: ['^libs/ledger/', '^libs/.+-(embedded|esdb|postgres)/', '^libs/testing/', '\\.spec\\.ts$'],
      },
      { path: '^libs/.+-(embedded|esdb|postgres)/' },
    ),
    never('no-cycles', {}, { circular: true }),
    never('nothing-unresolved', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
