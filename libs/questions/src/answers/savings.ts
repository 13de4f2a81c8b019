import { SavingsRegistering, isGroup, rollsUpTo, type SavingsRegister } from '#domain';
import type { QuestionInput } from '#contract';
import type { Year } from '#kernel';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { pagedTogether, type PageAsked } from '../paging.js';
import { eachPractice, holderAt, mustBeBody } from './batches-asked.js';

export type SavingsAnswer = SavingsRegister & {
  readonly of?: string;
  readonly holder?: string;
  readonly year: Year;
  readonly next: number | null;
};

/** The sums are of all; of the lists a page is told (rule 98). */
function pageOf({ rows, groups, schemes, ...sums }: SavingsRegister, asked: PageAsked) {
  return { ...sums, ...pagedTogether({ rows, groups, schemes }, asked) };
}

export async function savings(asking: Asking, asked: QuestionInput<'savings'>): Promise<SavingsAnswer & AnsweredFrom> {
  const { of, holder, year } = asked;
  const moment = await asking.momentOf(asked);
  const asAt = asAtOf(asked, moment);
  const registering = new SavingsRegistering(year, asAt);
  if (holder !== undefined) {
    const [statements] = await holderAt(asking, holder, year, [moment]);
    if (isGroup(statements!.facts, holder)) registering.wholeGroup(statements!, holder);
    else registering.practice(statements!, holder);
    return { holder, year, ...pageOf(registering.register(), asked), ...asking.from(moment, asAt) };
  }
  await mustBeBody(asking, of!, moment);
  await eachPractice(asking, of!, year, [moment], (practice, [statements]) => {
    if (rollsUpTo(statements!, practice, of!, year)) registering.practice(statements!, practice);
  });
  return { of: of!, year, ...pageOf(registering.register(), asked), ...asking.from(moment, asAt) };
}
