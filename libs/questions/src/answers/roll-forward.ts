import { RollingForward, rollsUpTo, type Dated, type RollForward, type Statements } from '#domain';
import type { QuestionInput } from '#contract';
import { yearDays, type Instant, type Year } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { eachPractice, holderAt, mustBeBody } from './batches-asked.js';
import { lastDayKnown } from './accounts-asked.js';

export type RollForwardAnswer = RollForward & {
  readonly of?: string;
  readonly holder?: string;
  readonly year: Year;
  readonly from: Instant;
  readonly to: Instant;
};

export async function rollForward(
  asking: Asking,
  asked: QuestionInput<'rollForward'>,
): Promise<RollForwardAnswer & AnsweredFrom> {
  const { of, holder, year, position } = asked;
  const upTo = position === undefined ? {} : { position };
  const opening = await asking.momentOf({ knownAt: asked.from, ...upTo });
  const closing = await asking.momentOf({ knownAt: asked.to, ...upTo });
  const moments = [opening, closing];
  const rolling = new RollingForward(year);
  const asAt = moments.map((moment) => lastDayKnown(yearDays(year).last, moment)) as [number, number];
  const dated = (all: readonly Statements[]) =>
    all.map((statements, index): Dated => ({ statements, asAt: asAt[index]! })) as [Dated, Dated];
  if (holder === undefined) {
    await mustBeBody(asking, of!, closing);
    await eachPractice(asking, of!, year, moments, (practice, all) => {
      const told = dated(all).map((each) => (rollsUpTo(each.statements, practice, of!, year) ? each : undefined));
      if (told.some((each) => each !== undefined)) rolling.add(practice, told[0], told[1]);
    });
  } else {
    const [before, after] = dated(await holderAt(asking, holder, year, moments));
    rolling.add(holder, isRegistered(before.statements, holder) ? before : undefined, after);
  }
  return {
    ...(of === undefined ? {} : { of }),
    ...(holder === undefined ? {} : { holder }),
    year,
    from: opening.knownAt,
    to: closing.knownAt,
    ...rolling.rolled(),
    ...asking.from(closing, asAt[1]),
  };
}

const isRegistered = ({ facts }: Statements, holder: string): boolean =>
  facts.organisation(holder).registration !== undefined || facts.group(holder).created !== undefined;
