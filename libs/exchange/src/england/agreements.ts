import type { Line, Terms } from '#domain';
import { dateOf, dayOf, yearDays, type IsoDate } from '#kernel';
import type { Draws } from './draws.js';
import type { Scene } from './scene.js';
import { dayIn } from './wave.js';

/** A synthetic agreement for the year or the rest of it. */
export type DrawnAgreement = {
  readonly id: string;
  readonly commissioner: string;
  readonly holder: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly terms: Terms;
  /** One in twenty is never signed by the commissioner, and so never in force. */
  readonly isSigned: boolean;
  /** What the share is raised to in November, where it is. */
  readonly raisedToBp?: number;
};

/** Months in which agreements begin: at the start of the year mostly, else in July or October. */
export const STARTS = [1, 4, 7] as const;

/** Most practices have one; those in a group rest on the group's. */
const [HAVE_ONE, HAVE_ONE_IN_GROUP] = [0.78, 0.3];

const FEW_LINES: readonly (readonly Line[])[] = [
  ['EL', 'DC', 'OPFA', 'OPFUP', 'OPPROC'],
  ['PRESC'],
  ['NEL', 'AE', 'COMM'],
  ['OPFA', 'OPFUP', 'DIAG', 'PRESC'],
];

/** The agreements of all practices and groups, groups last, in an order that stands. */
export function* drawnAgreements(scene: Scene): Generator<DrawnAgreement> {
  for (const { code, pct } of scene.practices) {
    const draw = scene.draws(`agreement/${code}`);
    if (draw.happens(scene.isInGroup(code) ? HAVE_ONE_IN_GROUP : HAVE_ONE)) yield agreementOf(scene, code, pct, draw);
  }
  for (const { code, pct } of scene.groups) yield agreementOf(scene, code, pct, scene.draws(`agreement/${code}`));
}

function agreementOf({ year }: Scene, holder: string, commissioner: string, draw: Draws): DrawnAgreement {
  const month = draw.happens(0.7) ? STARTS[0] : draw.oneOf(STARTS.slice(1));
  const terms = termsFrom(draw);
  const raised = draw.happens(0.03) ? { raisedToBp: Math.min(10_000, terms.shareBp + 1_000) } : {};
  return {
    id: `AG-${holder}-${year}`,
    commissioner,
    holder,
    from: dayIn(year, month, 1),
    to: dateOf(yearDays(year).last),
    terms,
    isSigned: !draw.happens(0.05),
    ...raised,
  };
}

function termsFrom(draw: Draws): Terms {
  const shareBp = draw.happens(0.75) ? 7_000 : draw.oneOf([8_000, 8_500, 9_000, 10_000]);
  const guarantee = draw.happens(0.2)
    ? { text: 'Paid whatever the finances of the PCT', protectsBaseline: draw.happens(0.7) }
    : null;
  const lines = draw.happens(0.85) ? 'ALL' : draw.oneOf(FEW_LINES);
  const recovery = draw.oneOf(RECOVERIES);
  return {
    edition: 'DH-2006-PRACTICAL',
    shareBp,
    guarantee,
    lines,
    recovery,
    segments: draw.happens(0.1) ? 'STAND_ALONE' : 'ADD_UP',
  };
}

/** Seven in ten recover nothing. */
const RECOVERIES: readonly Terms['recovery'][] = [
  ...Array.from({ length: 7 }, () => ({ kind: 'NONE' }) as const),
  { kind: 'FULL_FIRST' },
  { kind: 'INSTALMENTS', years: 2 },
  { kind: 'INSTALMENTS', years: 3 },
];

/** Invented people: nobody of the files signs. */
const SIGNATORIES = [
  'Dr Agnes Thornbury', 'Dr Basil Okonjo', 'Dr Clara Winstanley', 'Dr Dev Ramanathan', 'Dr Edith Marlowe',
  'Dr Felix Abernathy', 'Dr Gwen Prothero', 'Dr Hamid Saleh', 'Ms Iris Fairweather', 'Mr Jonah Pettigrew',
] as const; // prettier-ignore

/** Whoever signs for an organisation, the same person all year. */
export const signatoryOf = ({ draws }: Scene, organisation: string): string =>
  draws(`signatory/${organisation}`).oneOf(SIGNATORIES);

/** The day so many days earlier. */
export const daysBefore = (date: IsoDate, days: number): IsoDate => dateOf(dayOf(date) - days);
