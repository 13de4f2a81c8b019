/** Whatever is measured, in the order of the tables. Each has a file of its own in subjects/. */
export const SUBJECTS = [
  'embedded',
  'eventstoredb',
  'bare-client',
  'emmett-sqlite',
  'emmett-postgresql',
  'sqlite-loop',
  'fdatasync',
];

/** The peers' sets of packages that a subject rests on. */
export const PEERS_OF = { 'emmett-sqlite': 'emmett-sqlite', 'emmett-postgresql': 'emmett-postgresql' };
export const ON_EVENTSTORE = ['eventstoredb', 'bare-client'];
export const ON_POSTGRES = ['emmett-postgresql'];

/** @returns {Promise<{ SYNC: string, opened: Function }>} */
export const subjectOf = (name) => import(`./subjects/${name}.mjs`);
