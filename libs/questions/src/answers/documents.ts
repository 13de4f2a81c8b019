import { setImmediate as turn } from 'node:timers/promises';
import type { QuestionInput } from '#contract';
import { streamOf } from '#domain';
import { attachmentsOf, type EventStore, type StoredEvent } from '#event-store';
import type { Instant } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { keyOf } from '../directory-keys.js';
import { speaksOf } from '../event-log.js';
import { pagedTogether, type InPages } from '../paging.js';
import {
  Documents,
  holderOf,
  inErrorAmong,
  toldClassification,
  type ToldClassification,
  type ToldDocument,
} from './attached.js';

/** A document, and the command that rests on it. */
export type DocumentRow = ToldDocument & {
  readonly holder: string | null;
  readonly event: string;
  readonly position: number;
  readonly recordedAt: Instant;
  readonly command: string;
  readonly commandId: string;
  readonly label: string | null;
  readonly stream: string;
  readonly actor: string;
  readonly organisation: string | null;
  readonly authority: string | null;
  readonly because: string | null;
  /** Whether the command was recorded in error by then. */
  readonly inError: boolean;
};

export type DocumentsAnswer = {
  /** By position; of one event as they were given. */
  readonly rows: readonly DocumentRow[];
  /** What the documents were held to be, by position. */
  readonly classifications: readonly ToldClassification[];
};

type Asked = QuestionInput<'documents'>;

/** Events read at a time. */
const PAGE = 1000;

export async function documents(
  asking: Asking,
  asked: Asked,
): Promise<InPages<DocumentsAnswer> & Omit<AnsweredFrom, 'asAt'>> {
  const moment = await asking.momentOf(asked);
  const events = await readUpTo(asking.store, await streamsFor(asking.store, asked), BigInt(moment.position));
  const inError = inErrorAmong(events);
  const known = new Documents(asking, moment.position);
  const rows: DocumentRow[] = [];
  for (const event of events.filter((each) => isAskedFor(each, asked))) {
    const holder = holderOf(event);
    const isInError = inError.has(event.metadata.commandId);
    for (const document of await known.of(event, holder)) {
      if (asked.sha256 === undefined || asked.sha256 === document.sha256)
        rows.push({ ...document, ...around(event), holder, inError: isInError });
    }
  }
  const classifications = await classificationsOf(known, asked, rows, events);
  return { ...pagedTogether({ rows, classifications }, asked), ...asking.from(moment) };
}

/** Streams that may hold what is asked for. */
async function streamsFor(store: EventStore, { holder, commissioner, sha256 }: Asked): Promise<readonly string[]> {
  const code = holder ?? commissioner;
  const key =
    sha256 !== undefined ? keyOf.document(sha256) : code === undefined ? keyOf.allDocuments : keyOf.about(code);
  return (await store.lookUp(key)).map(({ stream }) => stream);
}

async function readUpTo(store: EventStore, streams: readonly string[], upTo: bigint): Promise<readonly StoredEvent[]> {
  const found: StoredEvent[] = [];
  if (streams.length === 0) return found;
  for (let after = 0n; ;) {
    const page = await store.readAll({ after, limit: PAGE, upTo, streams });
    found.push(...page.filter(({ type, metadata }) => metadata.evidence !== undefined || KEPT.includes(type)));
    if (page.length < PAGE) return found;
    after = page.at(-1)!.position;
    await turn(); // others must get a word in
  }
}

/** What is looked at beside events with documents. */
const KEPT = ['RecordedInError', 'DocumentClassified'];

const isAskedFor = (event: StoredEvent, { holder, commissioner, sha256 }: Asked): boolean =>
  (holder === undefined || speaksOf(event, holder)) &&
  (commissioner === undefined || speaksOf(event, commissioner)) &&
  (sha256 === undefined || attachmentsOf(event.metadata.evidence).some((item) => item.sha256 === sha256));

const around = ({ type, position, effectiveAt, stream, metadata }: StoredEvent) => ({
  event: type,
  position: Number(position),
  recordedAt: effectiveAt,
  command: metadata.command,
  commandId: metadata.commandId,
  label: metadata.label ?? null,
  stream,
  actor: metadata.actor,
  organisation: metadata.organisation ?? null,
  authority: metadata.authority ?? null,
  because: metadata.because ?? null,
});

/** Of the documents that are told, and of those that nothing rests on but were classified for the holder. */
async function classificationsOf(
  known: Documents,
  { holder, sha256 }: Asked,
  rows: readonly DocumentRow[],
  events: readonly StoredEvent[],
): Promise<readonly ToldClassification[]> {
  const alone = events.flatMap(({ type, stream }) =>
    type === 'DocumentClassified' ? [stream.slice(streamOf.document('').length)] : [],
  );
  const all = new Set(sha256 === undefined ? [...rows.map((row) => row.sha256), ...alone] : [sha256]);
  const classified = [];
  for (const document of all) classified.push(...(await known.classified(document)));
  return classified
    .filter((each) => holder === undefined || each.holder === holder)
    .map(toldClassification)
    .sort((a, b) => a.position - b.position);
}
