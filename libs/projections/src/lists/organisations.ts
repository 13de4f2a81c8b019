import { list } from './column.js';

export const organisations = list({
  about: 'Registered organisations: practices, commissioners and other bodies',
  columns: {
    code: { kind: 'text', about: 'ODS code', filter: 'code', searched: true, sortable: true },
    type: { kind: 'text', about: 'PRACTICE, PCT, SHA …', filter: 'type', sortable: true },
    name: { kind: 'text', about: 'Name', searched: true, sortable: true },
    opensOn: { kind: 'date', about: 'First day', sortable: true },
    closedOn: { kind: 'date', about: 'Last day, where it is recorded as closed', optional: true, sortable: true },
    belongsTo: {
      kind: 'text',
      about: 'The body to which it belongs now',
      optional: true,
      filter: 'belongsTo',
      sortable: true,
    },
    belongsSince: { kind: 'date', about: 'The day from which it does', optional: true },
    successors: { kind: 'json', about: 'Who took over from it' },
    group: {
      kind: 'text',
      about: 'The group whose member the practice is now',
      optional: true,
      filter: 'group',
      sortable: true,
    },
    patients: { kind: 'count', about: 'List size of the practice by the last census', optional: true, sortable: true },
    patientsOn: { kind: 'date', about: 'The day of that census', optional: true },
  },
  key: ['code'],
  sort: 'code',
});

export const groups = list({
  about: 'Groups of practices',
  columns: {
    group: { kind: 'text', about: 'Code', filter: 'group', searched: true, sortable: true },
    name: { kind: 'text', about: 'Name', searched: true, sortable: true },
    commissioner: {
      kind: 'text',
      about: 'The commissioner that it was created with',
      filter: 'commissioner',
      sortable: true,
    },
    splitKey: { kind: 'text', about: 'LIST or EQUAL: how its figure is split', filter: 'splitKey' },
    members: { kind: 'count', about: 'Members now', sortable: true },
  },
  key: ['group'],
  sort: 'group',
});
