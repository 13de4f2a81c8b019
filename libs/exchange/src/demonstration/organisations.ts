import type { By, StoryStep, StoryYear } from './story-step.js';

export const PCT = '5X1';
export const SHA = 'Q99';

/** People act for organisations under opaque ids. */
export const finance: By = { actor: 'finance.desk', organisation: PCT };
export const board: By = { actor: 'board.secretary', organisation: PCT };
export const data: By = { actor: 'information.team', organisation: PCT };
export const arbitrator: By = { actor: 'arbitration.panel', organisation: SHA };
export const manager = (organisation: string): By => ({ actor: `manager.${organisation.toLowerCase()}`, organisation });

export type Practice = {
  readonly code: string;
  readonly name: string;
  /** Patients on 1 April of the year. Whole hundreds, so that every amount made from them is whole pence. */
  readonly patients: Readonly<Record<StoryYear, number>>;
  /** Pounds spent of every £1,000 of its budget, before the tilt of the line and the ripple of the month. */
  readonly spent: Readonly<Record<StoryYear, number>>;
};

const practice = (
  code: string,
  name: string,
  patients: readonly [number, number],
  spent: readonly [number, number],
): Practice => ({
  code,
  name,
  patients: { '2006-07': patients[0], '2007-08': patients[1] },
  spent: { '2006-07': spent[0], '2007-08': spent[1] },
});

/** The dozen practices of the trust. A99007 and A99012 overspend in the first year, A99012 in the second too. */
export const practices: readonly Practice[] = [
  practice('A99001', 'Ash Road Surgery', [7_900, 8_000], [990, 975]),
  practice('A99002', 'Beech House Practice', [6_400, 6_500], [985, 962]),
  practice('A99003', 'Cedar Medical Centre', [7_200, 7_200], [988, 978]),
  practice('A99004', 'Dogwood Surgery', [5_300, 5_400], [992, 966]),
  practice('A99005', 'Elm Tree Practice', [9_000, 9_100], [994, 970]),
  practice('A99006', 'Fernbank Surgery', [4_300, 4_300], [998, 976]),
  practice('A99007', 'Gorse Hill Practice', [6_000, 6_100], [1_006, 969]),
  practice('A99008', 'Hazel Lane Surgery', [8_700, 8_800], [995, 974]),
  practice('A99009', 'Ivy Cottage Practice', [3_900, 3_900], [991, 982]),
  practice('A99010', 'Juniper Court Surgery', [5_200, 5_200], [993, 968]),
  practice('A99011', 'Kingcup Health Centre', [7_400, 7_500], [997, 971]),
  practice('A99012', 'Larch Avenue Practice', [2_800, 2_800], [1_001, 1_003]),
];

/** The trust, its strategic health authority and its practices. */
export function* organisations(): Generator<StoryStep> {
  const at = '2006-04-03T09:00:00Z';
  yield {
    at,
    do: 'RegisterOrganisation',
    with: { code: SHA, type: 'SHA', name: 'Exampleshire Strategic Health Authority', opensOn: '2002-04-01' },
    by: finance,
  };
  yield {
    at,
    do: 'RegisterOrganisation',
    with: { code: PCT, type: 'PCT', name: 'Exampleshire PCT', opensOn: '2002-04-01' },
    by: finance,
    label: 'pct',
  };
  yield {
    at,
    do: 'AssignCommissioner',
    with: { commissioner: PCT, to: SHA, from: '2002-04-01' },
    by: finance,
  };
  for (const { code, name } of practices) {
    yield {
      at,
      do: 'RegisterOrganisation',
      with: { code, type: 'PRACTICE', name, opensOn: '2002-04-01' },
      by: finance,
    };
    yield {
      at,
      do: 'AssignPractice',
      with: { practice: code, commissioner: PCT, from: '2002-04-01' },
      by: finance,
    };
  }
}

/** The census of 1 April, known in the days after it. */
export function* listSizes(): Generator<StoryStep> {
  for (const [year, start] of [
    ['2006-07', 2006],
    ['2007-08', 2007],
  ] as const) {
    for (const { code, patients } of practices) {
      yield {
        at: `${start}-04-10T09:00:00Z`,
        do: 'RecordListSize',
        with: { practice: code, censusDate: `${start}-04-01`, patients: patients[year] },
        by: data,
      };
    }
  }
}
