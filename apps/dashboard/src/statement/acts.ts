import { percent } from '#kernel';
import { entryAddress } from '../address.js';
import { amount, column, date, numbers, text, type Cell, type Table } from '../table.js';
import { IN_ERROR, plain } from '../words/codes.js';
import { dayInWords, londonDate } from '../words/dates.js';
import { money } from '../words/money.js';
import { numberOf, textOf, type Recorded } from './recorded.js';

const MONEY_ACTS: ReadonlySet<string> = new Set(['UseApproved', 'FundsReleased', 'PaymentMade', 'PaymentReversed']);

/** Uses, releases and payments, in recorded order. */
export function moneyTable(events: readonly Recorded[]): Table {
  return {
    id: 'money',
    caption: 'Uses, releases and payments',
    stacked: true,
    columns: [column('Recorded'), column('What'), column('Purpose'), numbers('Amount')],
    rows: events
      .filter(({ type }) => MONEY_ACTS.has(type))
      .map((event): readonly Cell[] => [
        date(londonDate(event.metadata.recordedAt)),
        what(event),
        text(plain(textOf(event, 'purpose') ?? '')),
        amount(numberOf(event, 'pence')),
      ]),
    empty: 'Nothing was approved, released or paid for this year.',
  };
}

function what(event: Recorded): Cell {
  const id = textOf(event, 'payment') ?? textOf(event, 'release') ?? textOf(event, 'use') ?? '';
  const reverses = textOf(event, 'reverses');
  const below = [
    ...(reverses === undefined ? [] : [`takes back ${reverses}`]),
    ...(event.inError ? [IN_ERROR.text] : []),
  ].join('; ');
  return text(`${plain(event.type)} ${id}`, entryAddress(event.position), below === '' ? undefined : below);
}

const CLAIM_ACTS: ReadonlySet<string> = new Set([
  'ReleaseOffered',
  'SavingsClaimed',
  'EntitlementConfirmed',
  'ReleaseSuspended',
  'SuspensionLifted',
  'DisputeOpened',
  'RulingIssued',
]);

/** Claims, offers, disputes and rulings, confirmations, and suspensions of this holder alone. */
export function claimsTable(events: readonly Recorded[]): Table {
  return {
    id: 'claims',
    caption: 'Claims, offers, disputes and confirmations',
    stacked: true,
    columns: [column('Recorded'), column('What'), column('In words'), numbers('Amount')],
    rows: events
      .filter(({ type }) => CLAIM_ACTS.has(type))
      .toSorted((a, b) => a.position - b.position)
      .map((event): readonly Cell[] => [
        date(londonDate(event.metadata.recordedAt)),
        event.inError
          ? text(plain(event.type), entryAddress(event.position), IN_ERROR.text)
          : text(plain(event.type), entryAddress(event.position)),
        text(inWords(event)),
        amount(numberOf(event, 'pence') ?? numberOf(event, 'entitlementPence')),
      ]),
    empty: 'Nothing was claimed, offered, disputed or confirmed for this year.',
  };
}

function inWords(event: Recorded): string {
  const share = numberOf(event, 'shareBp');
  switch (event.type) {
    case 'ReleaseOffered':
      return share === undefined ? 'A sum' : `${percent(share)} of the net saving`;
    case 'RulingIssued':
      return [plain(textOf(event, 'outcome') ?? ''), ...effects(event)].join('; ');
    case 'EntitlementConfirmed':
      return `As at ${dayInWords(textOf(event, 'asAt') ?? londonDate(event.metadata.recordedAt))}`;
    default:
      return [textOf(event, 'about'), textOf(event, 'method'), textOf(event, 'because'), event.metadata.because]
        .filter((part) => part !== undefined)
        .join('; ');
  }
}

type Effect = {
  readonly kind: string;
  readonly shareBp?: number;
  readonly pence?: number;
  readonly entry?: string;
  readonly portionBp?: number;
};

function effects({ data }: Recorded): readonly string[] {
  return ((data['effects'] ?? []) as readonly Effect[]).map(({ kind, shareBp, pence, entry, portionBp }) => {
    if (kind === 'SET_SHARE') return `the share is ${percent(shareBp ?? 0)}`;
    if (kind === 'SET_ENTITLEMENT') return `the entitlement is ${money(pence ?? 0)}`;
    return `${percent(portionBp ?? 0)} of entry ${entry} counts`;
  });
}

/** Disputes of the year and whether each is open. */
export function disputesIn(events: readonly Recorded[]) {
  const standing = events.filter(({ inError }) => !inError);
  return standing
    .filter(({ type }) => type === 'DisputeOpened')
    .map((opened) => {
      const id = textOf(opened, 'dispute') ?? '';
      const ruling = standing.findLast(
        (event) =>
          event.type === 'RulingIssued' && textOf(event, 'dispute') === id && textOf(event, 'outcome') !== 'REMITTED',
      );
      return { id, about: textOf(opened, 'about') ?? '', href: entryAddress(opened.position), isOpen: !ruling };
    });
}

export type Suspension = {
  readonly by: string;
  readonly since: string;
  readonly because: string;
  readonly reviewOn?: string;
  readonly href: string;
};

/** The suspension that stands in a stream of finances or of an account, if one does. */
export function standingSuspension(events: readonly Recorded[], by: string): Suspension | undefined {
  const last = events.findLast(
    ({ type, inError }) => !inError && (type === 'ReleaseSuspended' || type === 'SuspensionLifted'),
  );
  if (last?.type !== 'ReleaseSuspended') return undefined;
  const reviewOn = textOf(last, 'reviewOn');
  return {
    by,
    since: londonDate(last.metadata.recordedAt),
    because: textOf(last, 'because') ?? '',
    ...(reviewOn === undefined ? {} : { reviewOn }),
    href: entryAddress(last.position),
  };
}
