import { Statements, owedBy, type BridgeLine } from '#domain';
import type { QuestionInput } from '#contract';
import { sumPence, yearDays, type Instant, type Pence, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { paged, type InPages } from '../paging.js';
import { mustBeCommissioner } from '../subject.js';
import { bridged } from '../bridging.js';

export type PriorYearItem = BridgeLine & { readonly holder: string };

export type PriorYearItems = {
  readonly commissioner: string;
  readonly year: Year;
  /** Null while the year is open. */
  readonly closedAt: Instant | null;
  readonly closedPence: Pence;
  readonly nowPence: Pence;
  readonly deltaPence: Pence;
  readonly rows: readonly PriorYearItem[];
};

export async function priorYearItems(
  asking: Asking,
  asked: QuestionInput<'priorYearItems'>,
): Promise<InPages<PriorYearItems> & Omit<AnsweredFrom, 'asAt'>> {
  const { commissioner, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  const facts = new KnownFacts(gathering, moment.position);
  await gathering.body(commissioner);
  await gathering.succession(commissioner, year);
  mustBeCommissioner(facts, commissioner);
  const { closure } = facts.finance(commissioner, year);
  const practices = closure ? await gathering.practicesOf(commissioner) : [];
  for (const practice of practices) await gathering.statement(practice, year);
  const bridges = owedBy(new Statements(facts, moment.day), commissioner, practices, year).map((practice) => {
    const asAt = yearDays(year).last;
    return bridged(gathering, practice, year, asAt, closure!.ref.position, moment.position).bridge;
  });
  const rows = bridges
    .flatMap(({ holder, lines }) => lines.map((line) => ({ holder, ...line })))
    .sort((a, b) => a.position - b.position || (a.holder < b.holder ? -1 : 1));
  const closedPence = sumPence(bridges.map(({ openingPence }) => openingPence));
  const nowPence = sumPence(bridges.map(({ closingPence }) => closingPence));
  return {
    commissioner,
    year,
    closedAt: closure?.ref.recordedAt ?? null,
    closedPence,
    nowPence,
    deltaPence: nowPence - closedPence,
    ...paged(rows, asked),
    ...asking.from(moment),
  };
}
