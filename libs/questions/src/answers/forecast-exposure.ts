import { Statements, forecastExposure as summed, owedBy, type ForecastExposure } from '#domain';
import type { QuestionInput } from '#contract';
import { asAtOf, type AnsweredFrom, type Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeCommissioner } from '../subject.js';
import { Forecasting } from './forecasting.js';

/** What a commissioner may owe at the year's end, low and high (rule 51). */
export async function forecastExposure(
  asking: Asking,
  asked: QuestionInput<'forecastExposure'>,
): Promise<ForecastExposure & AnsweredFrom> {
  const { commissioner, year } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(commissioner);
  await gathering.succession(commissioner, year);
  mustBeCommissioner(new KnownFacts(gathering, moment.position), commissioner);
  const practices = await gathering.practicesOf(commissioner);
  for (const practice of practices) await gathering.statement(practice, year);
  const asAt = asAtOf(asked, moment);
  const statements = new Statements(new KnownFacts(gathering, moment.position), moment.day);
  const forecasting = new Forecasting(gathering, moment, year, asAt);
  const rows = owedBy(statements, commissioner, practices, year).map((holder) => ({
    holder,
    entitlementPence: statements.entitlementPence(holder, year, asAt),
    ...forecasting.of(holder),
  }));
  return { ...summed(commissioner, year, rows), ...asking.from(moment, asAt) };
}
