import { aTrust, given, labelled, step } from '#testing';

const AT_HOME = { sha256: 'a'.repeat(64), kind: 'LETTER', from: '5X1', heldBy: '5X1' } as const;
const attached = (given: ReturnType<typeof step>, ...evidence: readonly object[]) => ({ ...given, evidence });

describe('documents', () => {
  const story = [
    ...aTrust('A99001', 'A99002'),
    labelled('sizes', attached(step('RecordListSize'), AT_HOME, { ...AT_HOME, sha256: 'b'.repeat(64), kind: 'DATA' })),
    attached(step('RecordListSize', { practice: 'A99002' }), AT_HOME),
  ];

  test('are told in the order of the log, with what rests on them', () =>
    given(story)
      .asking('documents', {})
      .is({
        rows: [
          { ...AT_HOME, here: false, to: null, event: 'ListSizeRecorded', holder: 'A99001', label: 'sizes' },
          { sha256: 'b'.repeat(64), kind: 'DATA', holder: 'A99001' },
          { ...AT_HOME, holder: 'A99002', label: null },
        ],
        classifications: [],
      }));

  test('of one holder, or of one document', async () => {
    await given(story)
      .asking('documents', { holder: 'A99002' })
      .is({ rows: [{ ...AT_HOME, holder: 'A99002' }] });
    await given(story)
      .asking('documents', { sha256: AT_HOME.sha256 })
      .is({ rows: [{ holder: 'A99001' }, { holder: 'A99002' }] });
    await given(story)
      .asking('documents', { sha256: AT_HOME.sha256, holder: 'A99001' })
      .is({ rows: [{ holder: 'A99001' }] });
    await given(story).asking('documents', { holder: 'A99009' }).is({ rows: [] });
  });

  test('are classified for one holder and not for another', () =>
    given(story, step('ClassifyDocument', { document: AT_HOME.sha256 }))
      .asking('documents', { sha256: AT_HOME.sha256 })
      .is({
        rows: [
          { holder: 'A99001', classifiedAs: 'COMFORT' },
          { holder: 'A99002', classifiedAs: null },
        ],
        classifications: [{ holder: 'A99001', as: 'COMFORT' }],
      }));
});
