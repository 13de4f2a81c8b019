import { percent } from '#kernel';
import { entryAddress } from '../address.js';
import { countOfDocuments } from '../documents.js';
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
  return linked(`${plain(event.type)} ${id}`, event, reverses === undefined ? [] : [`takes back ${reverses}`]);
}

/** Leads to the entry, which has the documents. */
function linked(words: string, event: Recorded, more: readonly string[] = []): Cell {
  const documents = countOfDocuments(event.metadata.evidence?.length ?? 0);
  const below = [...more, documents, event.inError ? IN_ERROR.text : ''].filter((part) => part !== '').join('; ');
  return text(words, entryAddress(event.position), below === '' ? undefined : below);
}

const CLAIM_ACTS: ReadonlySet<string> = new Set([
  'ReleaseOffered',
  'SavingsClaimed',
  'EntitlementConfirmed',
  'ReleaseSuspended',
  'SuspensionLifted',
  'DisputeOpened',
  'DisputeEscalated',
  'DisputeDeadlinePassed',
  'OfferMade',
  'OfferAccepted',
  'RulingIssued',
  'RulingSuperseded',
  'RulingCompliedWith',
  'DisputeClosed',
  'DisputeReopened',
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
        linked(plain(event.type), event),
        text(inWords(event)),
        amount(numberOf(event, 'pence') ?? numberOf(event, 'entitlementPence')),
      ]),
    empty: 'Nothing was claimed, offered, disputed or confirmed for this year.',
  };
}

/** What of an event is told as it was written. */
const IN_WORDS = ['about', 'method', 'step', 'what', 'terms', 'how', 'because'] as const;

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
      return [...IN_WORDS.map((field) => textOf(event, field)), event.metadata.because]
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

type Standing = { readonly ruled: boolean; readonly closed: boolean; readonly reopened: boolean };

/** Rules 20 and 84: what an event of a dispute makes of it. */
function afterwards(state: Standing, event: Recorded): Standing {
  switch (event.type) {
    case 'RulingIssued':
      return textOf(event, 'outcome') === 'REMITTED' ? state : { ...state, ruled: true, reopened: false };
    case 'RulingSuperseded':
      return { ...state, ruled: false };
    case 'OfferAccepted':
    case 'DisputeClosed':
      return { ...state, closed: true };
    case 'DisputeReopened':
      return { ...state, closed: false, reopened: true };
    default:
      return state;
  }
}

/** Disputes of the year and whether each is open. */
export function disputesIn(events: readonly Recorded[]) {
  const standing = events.filter(({ inError }) => !inError);
  return standing
    .filter(({ type }) => type === 'DisputeOpened')
    .map((opened) => {
      const id = textOf(opened, 'dispute') ?? '';
      const own = standing.filter((event) => textOf(event, 'dispute') === id);
      const { ruled, closed, reopened } = own.reduce(afterwards, { ruled: false, closed: false, reopened: false });
      const isOpen = !closed && (!ruled || reopened);
      return { id, about: textOf(opened, 'about') ?? '', href: entryAddress(opened.position), isOpen };
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
