import { setImmediate as turn } from 'node:timers/promises';
import { Statements, largest, owedBy, type BridgeLine } from '#domain';
import type { QuestionInput } from '#contract';
import type { AnsweredFrom, Asking } from '../asking.js';
import { dayOf, type Pence } from '#kernel';
import { bridged } from '../bridging.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { paged, type InPages } from '../paging.js';
import { mustBeCommissioner, mustBeHolder } from '../subject.js';
import { countingAt, figureNow, isOwedBy, statementsAbout, type Counting } from './issued-statements.js';

export type IssuedRow = {
  readonly statement: string;
  readonly holder: string;
  readonly year: string;
  readonly to: string;
  readonly issuedAt: string;
  readonly asAt: string;
  readonly knownAt: string;
  readonly position: number;
  readonly hash: string;
  readonly issuedPence: Pence;
  /** How many were told after it. */
  readonly differences: number;
  readonly lastToldAt: string;
  readonly lastToldPence: Pence;
  readonly lastToldHash: string;
  readonly nowPence: Pence;
  readonly wrongByPence: Pence;
  /** The largest lines of the bridge from the last telling. */
  readonly why: readonly Pick<BridgeLine, 'event' | 'deltaPence' | 'label' | 'position'>[];
};

/** The answer to `statementsIssued` (rule 73). */
export type StatementsIssued = {
  readonly holder?: string;
  readonly commissioner?: string;
  readonly year?: string;
  readonly wrong?: boolean;
  readonly statements: number;
  readonly wrongStatements: number;
  /** Where a commissioner and a year are named: the practices that it owes of which nothing was issued. */
  readonly neverTold?: readonly string[];
  readonly rows: readonly IssuedRow[];
};

type Asked = QuestionInput<'statementsIssued'>;

/** Statements whose streams are held at once. */
const AT_ONCE = 200;
/** Lines that say why. */
const MOST_REASONS = 3;

export async function statementsIssued(
  asking: Asking,
  asked: Asked,
): Promise<InPages<StatementsIssued> & Omit<AnsweredFrom, 'asAt'>> {
  const { holder, commissioner, year, wrong } = asked;
  const moment = await asking.momentOf(asked);
  const streams = await streamsOf(asking, asked, moment);
  const rows: IssuedRow[] = [];
  for (let from = 0; from < streams.length; from += AT_ONCE) {
    rows.push(...(await rowsOf(asking, streams.slice(from, from + AT_ONCE), asked, moment)));
  }
  rows.sort((a, b) =>
    a.issuedAt < b.issuedAt ? -1 : a.issuedAt > b.issuedAt ? 1 : a.statement < b.statement ? -1 : 1,
  );
  const isWrong = ({ wrongByPence }: IssuedRow) => wrongByPence !== 0;
  const never =
    commissioner !== undefined && year !== undefined && (await neverTold(asking, commissioner, year, rows, moment));
  return {
    ...(holder === undefined ? {} : { holder }),
    ...(commissioner === undefined ? {} : { commissioner }),
    ...(year === undefined ? {} : { year }),
    ...(wrong === undefined ? {} : { wrong }),
    statements: rows.length,
    wrongStatements: rows.filter(isWrong).length,
    ...(never ? { neverTold: never } : {}),
    ...paged(wrong === undefined ? rows : rows.filter((row) => isWrong(row) === wrong), asked),
    ...asking.from(moment),
  };
}

/** The streams of statements that may be meant, each once. */
async function streamsOf(asking: Asking, { holder, commissioner }: Asked, moment: Moment): Promise<readonly string[]> {
  const gathering = new Gathering(asking.reader);
  if (commissioner !== undefined) {
    await gathering.body(commissioner);
    mustBeCommissioner(new KnownFacts(gathering, moment.position), commissioner);
  }
  if (holder !== undefined) {
    await gathering.body(holder);
    mustBeHolder(new KnownFacts(gathering, moment.position), holder);
    return statementsAbout(gathering, holder);
  }
  if (commissioner === undefined) return allStreams(asking, moment);
  const codes = new Set<string>();
  for (const practice of await gathering.practicesOf(commissioner)) {
    codes.add(practice);
    for (const group of await gathering.groupsEver(practice)) codes.add(group);
  }
  const streams = new Set<string>();
  for (const code of codes) for (const stream of await statementsAbout(gathering, code)) streams.add(stream);
  return [...streams];
}

const PAGE = 1_000;

async function allStreams({ store }: Asking, { position }: Moment): Promise<readonly string[]> {
  const streams = new Set<string>();
  for (let after = 0n; ;) {
    const events = await store.readAll({ after, limit: PAGE, upTo: BigInt(position), types: ['StatementIssued'] });
    for (const { stream } of events) streams.add(stream);
    if (events.length < PAGE) return [...streams];
    after = events.at(-1)!.position;
    await turn();
  }
}

async function rowsOf(
  asking: Asking,
  streams: readonly string[],
  { holder, commissioner, year }: Asked,
  moment: Moment,
): Promise<readonly IssuedRow[]> {
  const gathering = new Gathering(asking.reader);
  await gathering.load(streams);
  const meant = streams
    .flatMap((stream) => countingAt(gathering, stream, moment.position) ?? [])
    .filter(({ issued }) => (holder ?? issued.holder) === issued.holder && (year ?? issued.year) === issued.year);
  for (const { issued } of meant) await gathering.statement(issued.holder, issued.year);
  const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
  const rows: IssuedRow[] = [];
  for (const counting of meant) {
    await turn(); // all of England takes a while: others must get a word in
    if (commissioner !== undefined && !isOwedBy(statements, counting, commissioner)) continue;
    const now = figureNow(statements, counting);
    rows.push({ ...rowOf(counting), ...now, why: why(gathering, counting, now.wrongByPence, moment) });
  }
  return rows;
}

function rowOf({ issued, differences, last }: Counting): Omit<IssuedRow, 'nowPence' | 'wrongByPence' | 'why'> {
  const { id: statement, holder, year, to, figures, hash, ref } = issued;
  const { asAt, knownAt, position, entitlementPence: issuedPence } = figures;
  return {
    ...{ statement, holder, year, to },
    issuedAt: ref.recordedAt,
    ...{ asAt, knownAt, position, hash, issuedPence },
    differences: differences.length,
    lastToldAt: last.ref.recordedAt,
    lastToldPence: last.figures.entitlementPence,
    lastToldHash: last.hash,
  };
}

function why(
  gathering: Gathering,
  { issued, last }: Counting,
  wrongByPence: Pence,
  { position }: Moment,
): IssuedRow['why'] {
  if (wrongByPence === 0) return [];
  const { figures } = last;
  const { bridge } = bridged(gathering, issued.holder, issued.year, dayOf(figures.asAt), figures.position, position);
  return largest(bridge.lines, MOST_REASONS).map(({ event, deltaPence, label, position: at }) => ({
    event,
    deltaPence,
    ...(label === undefined ? {} : { label }),
    position: at,
  }));
}

/** Rule 21's practices of a commissioner, less those of which something was issued. */
async function neverTold(
  asking: Asking,
  commissioner: string,
  year: string,
  rows: readonly IssuedRow[],
  moment: Moment,
): Promise<readonly string[]> {
  const gathering = new Gathering(asking.reader);
  await gathering.succession(commissioner, year);
  const practices = await gathering.practicesOf(commissioner);
  for (const practice of practices) await gathering.statement(practice, year);
  const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
  const told = new Set(rows.map(({ holder }) => holder));
  return owedBy(statements, commissioner, practices, year).filter((practice) => !told.has(practice));
}
