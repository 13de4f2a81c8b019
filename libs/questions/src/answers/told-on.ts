import { Statements } from '#domain';
import type { QuestionInput } from '#contract';
import { dayOf, yearDays, type Pence } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeHolder } from '../subject.js';
import { countingAt, knownBy, statementsAbout, tellingsOf, type TellingRow } from './issued-statements.js';

/** The answer to `toldOn` (rule 74): what had been told by the end of a day, beside what the ledger knew. */
export type ToldOn = {
  readonly holder: string;
  readonly year: string;
  readonly on: string;
  /** The statement that was last told of, to the holder itself; null where nothing was. */
  readonly statement: string | null;
  readonly toldPence: Pence | null;
  /** As at the same day, by what the ledger knew at the end of `on`. */
  readonly ledgerPence: Pence;
  /** What the ledger knew and the holder had not been told. */
  readonly untoldPence: Pence | null;
  readonly rows: readonly (TellingRow & { readonly statement: string })[];
};

export async function toldOn(asking: Asking, asked: QuestionInput<'toldOn'>): Promise<ToldOn & AnsweredFrom> {
  const { holder, year, on } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = await asking.gather(holder, year);
  mustBeHolder(new KnownFacts(gathering, moment.position), holder);
  const streams = await statementsAbout(gathering, holder);
  await gathering.load(streams);
  const position = knownBy(gathering, dayOf(on), moment);
  const rows = streams
    .flatMap((stream) => countingAt(gathering, stream, position) ?? [])
    .filter(({ issued }) => issued.holder === holder && issued.year === year)
    .flatMap((counting) => tellingsOf(counting).map((telling) => ({ ...telling, statement: counting.issued.id })))
    .sort((a, b) => a.by.ref.position - b.by.ref.position);
  const last = rows.findLast(({ to }) => to === holder);
  const day = last ? dayOf(last.asAt) : Math.min(dayOf(on), yearDays(year).last);
  const facts = new KnownFacts(gathering, position);
  const ledgerPence = new Statements(facts, Math.min(dayOf(on), moment.day)).entitlementPence(holder, year, day);
  return {
    ...{ holder, year, on },
    statement: last?.statement ?? null,
    toldPence: last?.entitlementPence ?? null,
    ledgerPence,
    untoldPence: last ? ledgerPence - last.entitlementPence : null,
    rows: rows.map(({ by: _by, ...row }) => row),
    ...asking.from(moment, day),
  };
}
