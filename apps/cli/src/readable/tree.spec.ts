import type { Derivation } from '#domain';
import { treeLines } from './tree.js';

const derivation: readonly Derivation[] = [
  {
    figure: 'serviceCostPence',
    pence: 180_000,
    rule: 'Rule 5: costs, cases and adjustments',
    how: 'counted with their months',
    from: [
      {
        figure: 'DERM-CLINIC',
        pence: 180_000,
        months: [{ month: 1, pence: 180_000 }],
        event: {
          position: 9,
          type: 'ServiceCostRecorded',
          stream: 'account-A99001-2007-08',
          recordedAt: '2007-10-30T09:30:00.000Z',
          actor: 'a.clerk',
          commandId: 'c9',
          label: 'clinic',
          because: 'Invoice 7',
        },
      },
    ],
  },
];

test('a figure, its rule and what it came from stand under each other down to the event', () =>
  expect(treeLines(derivation)).toEqual([
    'service cost  £1,800.00  counted with their months  [Rule 5: costs, cases and adjustments]',
    '  DERM-CLINIC  £1,800.00  <- ServiceCostRecorded at position 9, 2007-10-30T09:30:00.000Z by a.clerk, label clinic: Invoice 7',
    '    M1 £1,800.00',
  ]));
