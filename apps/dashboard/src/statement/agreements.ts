import { percent, type IsoDate } from '#kernel';
import { entryAddress } from '../address.js';
import { editionName, lineName } from '../words/codes.js';
import { dayInWords } from '../words/dates.js';
import { textOf, type Recorded } from './recorded.js';

type Terms = {
  readonly edition?: string;
  readonly shareBp?: number;
  readonly guarantee?: { readonly text: string; readonly protectsBaseline: boolean } | null;
  readonly lines?: 'ALL' | readonly string[];
  readonly recovery?: { readonly kind: string; readonly years?: number };
  readonly segments?: string;
};

type Signature = { readonly by: string; readonly on: IsoDate | undefined; readonly href: string };

export type ShownAgreement = {
  readonly id: string;
  readonly href: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly inError: boolean;
  readonly ended?: { readonly on: string; readonly because: string; readonly href: string };
  readonly terms: readonly { readonly name: string; readonly value: string }[];
  readonly signatures: readonly Signature[];
  readonly variations: readonly {
    readonly id: string;
    readonly href: string;
    readonly from: IsoDate;
    readonly inError: boolean;
    readonly terms: readonly { readonly name: string; readonly value: string }[];
    readonly signatures: readonly Signature[];
  }[];
};

/** The agreements of a holder with their terms, signatures and variations, the latest first. Who signed stays sealed. */
export function agreementsIn(events: readonly Recorded[]): readonly ShownAgreement[] {
  const proposed = events.filter(({ type }) => type === 'AgreementProposed');
  return proposed
    .map((event) =>
      shown(
        event,
        events.filter((other) => sameAgreement(event, other)),
      ),
    )
    .toReversed();
}

const sameAgreement = (a: Recorded, b: Recorded): boolean => textOf(a, 'agreement') === textOf(b, 'agreement');

function shown(proposal: Recorded, events: readonly Recorded[]): ShownAgreement {
  const ended = events.findLast(({ type, inError }) => type === 'AgreementEnded' && !inError);
  return {
    id: textOf(proposal, 'agreement') ?? '',
    href: entryAddress(proposal.position),
    from: textOf(proposal, 'from') ?? '',
    to: textOf(proposal, 'to') ?? '',
    inError: proposal.inError,
    ...(ended === undefined
      ? {}
      : {
          ended: {
            on: textOf(ended, 'endsOn') ?? '',
            because: textOf(ended, 'because') ?? '',
            href: entryAddress(ended.position),
          },
        }),
    terms: termsInWords(proposal.data['terms'] as Terms),
    signatures: events.filter(({ type, inError }) => type === 'AgreementSigned' && !inError).map(signature),
    variations: events
      .filter(({ type }) => type === 'AgreementVaried')
      .map((varied) => ({
        id: textOf(varied, 'variation') ?? '',
        href: entryAddress(varied.position),
        from: textOf(varied, 'effectiveFrom') ?? '',
        inError: varied.inError,
        terms: termsInWords(varied.data['terms'] as Terms),
        signatures: events
          .filter(
            (event) =>
              event.type === 'VariationSigned' &&
              !event.inError &&
              textOf(event, 'variation') === textOf(varied, 'variation'),
          )
          .map(signature),
      })),
  };
}

const signature = (event: Recorded): Signature => ({
  by: textOf(event, 'party') === 'COMMISSIONER' ? 'commissioner' : 'holder',
  on: textOf(event, 'signedOn'),
  href: entryAddress(event.position),
});

const RECOVERIES: Readonly<Record<string, string>> = {
  NONE: 'Overspends of earlier years are not recovered',
  FULL_FIRST: 'Overspends of earlier years come off first, in full',
};

/** Only the terms that are said, so a variation shows what it changes. */
function termsInWords(terms: Terms): readonly { readonly name: string; readonly value: string }[] {
  const { edition, shareBp, guarantee, lines, recovery, segments } = terms;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['Share of savings', shareBp === undefined ? undefined : percent(shareBp)],
    ['Guarantee', guarantee === undefined ? undefined : guaranteeInWords(guarantee)],
    ['Service lines', lines === undefined ? undefined : lines === 'ALL' ? 'All' : lines.map(lineName).join(', ')],
    ['Recovery', recovery === undefined ? undefined : recoveryInWords(recovery)],
    ['Parts of a year', segments === undefined ? undefined : segmentsInWords(segments)],
    ['Guidance', edition === undefined ? undefined : editionName(edition)],
  ];
  return said.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

const guaranteeInWords = (guarantee: NonNullable<Terms['guarantee']> | null): string =>
  guarantee === null
    ? 'None'
    : `“${guarantee.text}” – ${
        guarantee.protectsBaseline
          ? 'protects the budget as it was when both had signed'
          : 'does not protect the budget from later cuts'
      }`;

const recoveryInWords = ({ kind, years }: NonNullable<Terms['recovery']>): string =>
  kind === 'INSTALMENTS' ? `Overspends are recovered in ${years} yearly instalments` : (RECOVERIES[kind] ?? kind);

const segmentsInWords = (segments: string): string =>
  segments === 'STAND_ALONE' ? 'Stand alone' : 'Added up with the rest of the year';

/** In force, or what it waits for. */
export function signedInWords({ signatures }: Pick<ShownAgreement, 'signatures'>): string {
  const who = new Set(signatures.map(({ by }) => by));
  if (who.size === 2) return 'Signed by both';
  if (who.size === 0) return 'Signed by neither: it has no effect';
  const missing = who.has('holder') ? 'commissioner' : 'holder';
  return `Not signed by the ${missing}: it has no effect`;
}

export const periodInWords = (from: IsoDate, to: IsoDate): string => `${dayInWords(from)} to ${dayInWords(to)}`;
