import { ENGLAND, streamOf } from '#domain';
import { attachmentsOf, type StoredEvent } from '#event-store';
import { isYear, plus } from '#kernel';
import { recorded } from '#questions';
import type { RowOf } from '../lists/index.js';

/** The fields that say on which day a fact holds, the first that an event has. */
const DATES = [
  'effectiveOn',
  'effectiveFrom',
  'endsOn',
  'signedOn',
  'issuedOn',
  'publishedOn',
  'raisedOn',
  'answeredOn',
  'from',
  'lastDay',
  'censusDate',
  'opensOn',
  'asAt',
  'receivedOn',
  'decidedOn',
  'declaredOn',
  'withdrewOn',
  'openedOn',
  'startedOn',
  'requestedOn',
  'grantedOn',
  'statedOn',
  'madeOn',
  'acceptedOn',
  'compliedOn',
  'closedOn',
  'reopenedOn',
  'dueOn',
  'usedOn',
  'restatedOn',
] as const;

/** The fields that name an amount. */
const AMOUNTS = [
  'pence',
  'deltaPence',
  'forecastOutturnPence',
  'entitlementPence',
  'costPence',
  'valuePence',
  'limitPence',
  'differencePence',
  'outturnPence',
] as const;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

type Data = Readonly<Record<string, unknown>>;
/** Of an event: its stream, and what it says in the shape of today. */
export type Said = { readonly stream: string; readonly data: Data };

export const saidBy = (event: StoredEvent): Said => ({ stream: event.stream, data: recorded(event).fact.data as Data });

/** Whose practice or group an event speaks of. */
export function holderOf({ stream, data }: Said): string | undefined {
  const named = text(data['holder']) ?? text(data['practice']) ?? text(data['group']);
  if (named !== undefined) return named;
  const account = /^account-(.+)-\d{4}-\d{2}$/.exec(stream)?.[1];
  return account ?? (stream.startsWith(AGREEMENTS) ? stream.slice(AGREEMENTS.length) : undefined);
}

/** Whom else an event speaks of: of a transfer the practice that it went to, of a membership the group. */
export function otherHoldersOf(type: string, said: Said): readonly string[] {
  const { practice, group, to } = said.data;
  const named = [practice, group, ...(type === 'ActivityTransferred' ? [to] : [])].flatMap((code) => text(code) ?? []);
  const first = holderOf(said);
  return [...new Set(named)].filter((code) => code !== first);
}

const AGREEMENTS = streamOf.agreements('');

/** The commissioner that an event names. */
export const namedCommissioner = ({ stream, data }: Said): string | undefined =>
  text(data['commissioner']) ?? /^finance-(.+)-\d{4}-\d{2}$/.exec(stream)?.[1] ?? bodyOfPolicy(stream);

const POLICIES = streamOf.policy('');

const bodyOfPolicy = (stream: string): string | undefined =>
  stream.startsWith(POLICIES) && stream !== streamOf.policy(ENGLAND) ? stream.slice(POLICIES.length) : undefined;

function yearOfEvent({ stream, data }: Said): string | undefined {
  const named = text(data['year']) ?? text(data['fromYear']);
  if (named !== undefined) return named;
  const last = stream.slice(-'2007-08'.length);
  return /^(account|finance)-/.test(stream) && isYear(last) ? last : undefined;
}

function amountOf(data: Data): number | null {
  const field = AMOUNTS.find((name) => typeof data[name] === 'number');
  if (field !== undefined) return data[field] as number;
  const { lines, rows } = data;
  const several = Array.isArray(rows)
    ? rows.map((row) => (row as Data)['pence'] ?? (row as Data)['deltaPence'])
    : typeof lines === 'object' && lines !== null && !Array.isArray(lines)
      ? Object.values(lines)
      : undefined;
  return several ? several.reduce<number>((sum, pence) => plus(sum, pence as number), 0) : null;
}

/** What an event does not say itself. */
export type Around = {
  readonly holder: string | undefined;
  /** The one named, or the one whose practice or group it was known to be. */
  readonly commissioner: string | undefined;
  readonly otherHolders: readonly string[];
  readonly otherCommissioners: readonly string[];
  readonly inErrorSince: number | undefined;
};

export function journalRow(event: StoredEvent, said: Said, around: Around): RowOf<'journal'> {
  const { data } = said;
  const { metadata } = event;
  const date = DATES.map((field) => text(data[field])).find((value) => value !== undefined);
  return {
    position: Number(event.position),
    recordedAt: event.effectiveAt,
    effectiveOn: date ?? null,
    type: event.type,
    holder: around.holder ?? null,
    commissioner: around.commissioner ?? null,
    year: yearOfEvent(said) ?? null,
    amountPence: amountOf(data),
    actor: metadata.actor,
    organisation: metadata.organisation ?? null,
    unverified: metadata.unverified ?? false,
    command: metadata.command,
    commandId: metadata.commandId,
    label: metadata.label ?? null,
    because: metadata.because ?? text(data['because']) ?? null,
    authority: metadata.authority ?? null,
    source: metadata.source ?? null,
    documents: attachmentsOf(metadata.evidence).map(({ sha256 }) => sha256),
    inErrorSince: around.inErrorSince ?? null,
    stream: event.stream,
    revision: event.revision,
    id: event.id,
    otherHolders: around.otherHolders,
    otherCommissioners: around.otherCommissioners,
  };
}
