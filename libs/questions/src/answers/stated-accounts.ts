import { Statements, accountTellings, exposure, finance, streamOf, type AccountTelling, type Exposure } from '#domain';
import type { QuestionInput } from '#contract';
import { dayOf, plus, yearDays, type Instant, type Pence, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import type { Moment } from '../moment.js';
import { mustBeCommissioner } from '../subject.js';
import { knownBy } from './issued-statements.js';

/** What was owed to practices, could be paid and was paid: three figures that no account mixes. */
export type OwedThen = Pick<
  Exposure,
  'entitledPence' | 'paidPence' | 'outstandingPence' | 'releaseFundPence' | 'affordablePence' | 'shortfallPence'
>;

/** The answer to `statedAccounts` (rules 89 and 90). */
export type StatedAccounts = OwedThen & {
  readonly commissioner: string;
  readonly year: Year;
  readonly closedAt: Instant | null;
  /** As signed; null where they are not. */
  readonly signedPence: Pence | null;
  /** As signed, or as restated last; null where they are not signed. */
  readonly statedPence: Pence | null;
  readonly restatedByPence: Pence | null;
  readonly rows: readonly (AccountTelling & OwedThen)[];
};

function owedAt(
  gathering: Gathering,
  practices: readonly string[],
  { commissioner, year }: { readonly commissioner: string; readonly year: Year },
  { position, day }: Pick<Moment, 'position' | 'day'>,
): OwedThen {
  const statements = new Statements(new KnownFacts(gathering, position), day);
  const asAt = Math.min(day, yearDays(year).last);
  const { entitledPence, paidPence, outstandingPence, ...can } = exposure(
    statements,
    commissioner,
    practices,
    year,
    asAt,
  );
  const { releaseFundPence, affordablePence, shortfallPence } = can;
  return { entitledPence, paidPence, outstandingPence, releaseFundPence, affordablePence, shortfallPence };
}

/** The last that says what the year came to, of one kind or of both. */
const lastOf = (tellings: readonly AccountTelling[], ...kinds: readonly AccountTelling['kind'][]): Pence | null =>
  tellings.findLast(({ kind }) => kinds.includes(kind))?.outturnPence ?? null;

export async function statedAccounts(
  asking: Asking,
  asked: QuestionInput<'statedAccounts'>,
): Promise<StatedAccounts & Omit<AnsweredFrom, 'asAt'>> {
  const { commissioner, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(commissioner);
  await gathering.succession(commissioner, year);
  const facts = new KnownFacts(gathering, moment.position);
  mustBeCommissioner(facts, commissioner);
  const practices = await gathering.practicesOf(commissioner);
  for (const practice of practices) await gathering.statement(practice, year);
  const stream = streamOf.finance(commissioner, year);
  const tellings = accountTellings(facts.eventsOf(stream));
  const rows = tellings.map((telling) => {
    const day = dayOf(telling.recordedOn);
    const position = knownBy(gathering, day, moment);
    return { ...telling, ...owedAt(gathering, practices, asked, { position, day }) };
  });
  const signedPence = lastOf(tellings, 'SIGNED');
  const statedPence = signedPence === null ? null : lastOf(tellings, 'SIGNED', 'RESTATED');
  return {
    commissioner,
    year,
    closedAt: facts.stateOf(finance, stream).closure?.ref.recordedAt ?? null,
    signedPence,
    statedPence,
    restatedByPence: signedPence === null || statedPence === null ? null : plus(statedPence, -signedPence),
    ...owedAt(gathering, practices, asked, moment),
    rows,
    ...asking.from(moment),
  };
}
