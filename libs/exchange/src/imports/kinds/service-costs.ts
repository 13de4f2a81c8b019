import { streamOf } from '#domain';
import { columns, Drafting, given, inForceIf } from '../draft.js';
import type { Layout } from '../layout.js';
import type { ImportKind } from './kind.js';

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'practice', about: 'code of the practice' },
    { name: 'year', about: 'financial year, such as 2007-08' },
    { name: 'scheme', about: 'name of the scheme' },
    { name: 'month', about: '1 (April) to 12 (March)' },
    { name: 'costPence', about: 'whole pence, 0 or more; replaces what was recorded for that scheme and month' },
  ],
  draft(rows) {
    const drafting = new Drafting();
    for (const row of rows) {
      const [practice, year, scheme, month] = ['practice', 'year', 'scheme', 'month'].map((column) => row.text(column));
      drafting.add(row, {
        command: 'RecordServiceCost',
        with: given({ practice, year, scheme, month, pence: row.text('costPence') }),
        key: [practice, year, scheme, month].join('/'),
        lane: practice ?? '',
        columnOf: columns('scheme', { pence: 'costPence' }),
        streams: [streamOf.account(practice ?? '', year ?? '')],
        settle(known, command) {
          const cost = known.account(command.practice, command.year).costs.get(`${command.month}/${command.scheme}`);
          return inForceIf(cost?.pence === command.pence);
        },
      });
    }
    return drafting.done();
  },
};

export const serviceCosts: ImportKind = {
  summary: 'records what the schemes of practices cost, month by month',
  layouts: [TEMPLATE],
  examples: [
    ['A99001', '2007-08', 'DERM-CLINIC', '1', '180000'],
    ['A99001', '2007-08', 'DERM-CLINIC', '2', '195000'],
  ],
};
