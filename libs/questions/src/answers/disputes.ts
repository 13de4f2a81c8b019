import { setImmediate as turn } from 'node:timers/promises';
import type { QuestionInput } from '#contract';
import type { EventStore } from '#event-store';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { paged, type InPages } from '../paging.js';
import { mustBeCommissioner, mustBeHolder } from '../subject.js';
import { knownDispute, obedienceOf, standing, type DisputeStanding } from './dispute-facts.js';

export type Disputes = { readonly rows: readonly DisputeStanding[] };

const PAGE = 1000;

/** The streams in which disputes were opened, in order, up to and with a position. */
export async function disputeStreams(
  store: EventStore,
  upTo: bigint,
  about: { readonly holder?: string; readonly year?: string } = {},
): Promise<readonly string[]> {
  const streams: string[] = [];
  for (let after = 0n; ;) {
    const events = await store.readAll({ after, upTo, limit: PAGE, types: ['DisputeOpened'] });
    for (const { stream, data } of events) {
      const isMeant =
        (about.holder === undefined || data['holder'] === about.holder) &&
        (about.year === undefined || data['year'] === about.year);
      if (isMeant) streams.push(stream);
    }
    if (events.length < PAGE) return streams;
    after = events.at(-1)!.position;
  }
}

async function mustBeNamed(
  asking: Asking,
  { holder, commissioner }: QuestionInput<'disputes'>,
  { position }: Moment,
): Promise<void> {
  const gathering = new Gathering(asking.reader);
  for (const code of [holder, commissioner]) if (code !== undefined) await gathering.body(code);
  const facts = new KnownFacts(gathering, position);
  if (holder !== undefined) mustBeHolder(facts, holder);
  if (commissioner !== undefined) mustBeCommissioner(facts, commissioner);
}

/** Rule 86: disputes in the order in which they were opened. */
export async function disputes(
  asking: Asking,
  asked: QuestionInput<'disputes'>,
): Promise<InPages<Disputes> & Omit<AnsweredFrom, 'asAt'>> {
  const { commissioner, open } = asked;
  const moment = await asking.momentOf(asked);
  await mustBeNamed(asking, asked, moment);
  const rows: DisputeStanding[] = [];
  for (const stream of await disputeStreams(asking.store, BigInt(moment.position), asked)) {
    await turn(); // a country has thousands: others must get a word in
    const known = await knownDispute(asking, stream, moment);
    if (!known) continue;
    const row = standing(known, await obedienceOf(known));
    const isMeant =
      (commissioner === undefined || row.commissioner === commissioner) && (open === undefined || row.open === open);
    if (isMeant) rows.push(row);
  }
  return { ...paged(rows, asked), ...asking.from(moment) };
}
