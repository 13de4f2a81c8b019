import { percent, type Pence } from '#kernel';
import type { Entitlement } from '../answers.js';

/** A line of the computation: what it is called, its sign, and its figure, which is a link to how it came about. */
export type ComputedLine = {
  readonly sign: '' | '+' | '−' | '=' | '×';
  readonly name: string;
  readonly figure: string;
  readonly pence?: Pence;
  /** In place of an amount. */
  readonly text?: string;
  readonly note?: string;
  readonly isTotal?: true;
};

/** How the figure comes about, in the order in which one would write it down. */
export function computation(answer: Entitlement): readonly ComputedLine[] {
  const { monthsCounted, estimated, overspendPence, netPence, grossPence } = answer;
  const hasParts = answer.groupParts.length > 0;
  const months = `${monthsCounted} ${monthsCounted === 1 ? 'month' : 'months'} counted`;
  return [
    line('', 'Budget', 'budgetPence', answer, months),
    line('−', 'Actual use of services', 'actualPence', answer, estimated ? 'a month was split by days' : undefined),
    line('−', 'Cost of new services', 'serviceCostPence', answer),
    line('+', 'Adjustments and pooled cases', 'adjustmentPence', answer),
    total('Variance', 'variancePence', answer, answer.variancePence < 0 ? 'spent above the budget' : undefined),
    line(
      '=',
      'Gross saving',
      'grossPence',
      answer,
      overspendPence > 0 ? 'parts of the year that stand alone are not netted off' : 'never below nothing',
    ),
    line('−', 'Recovered for earlier overspends', 'recoveredPence', answer),
    ...(grossPence === netPence ? [] : [total('Net saving', 'netPence', answer)]),
    {
      sign: '×',
      name: 'Share',
      figure: 'ownPence',
      text: shareInWords(answer),
      note: 'rounded up to the next penny, once',
    },
    hasParts ? line('=', 'Own entitlement', 'ownPence', answer) : total('Entitlement', 'entitlementPence', answer),
    ...answer.groupParts.map(({ group, pence }): ComputedLine => ({
      sign: '+',
      name: `Part of group ${group}`,
      figure: 'entitlementPence',
      pence,
    })),
    ...(hasParts ? [total('Entitlement', 'entitlementPence', answer)] : []),
  ];
}

function shareInWords({ shareBp, grossPence }: Entitlement): string {
  if (shareBp !== undefined) return percent(shareBp);
  return grossPence === 0 ? 'nothing to share' : 'more than one';
}

type Amounts = {
  readonly [Name in keyof Entitlement as Entitlement[Name] extends Pence ? Name : never]: Entitlement[Name];
};
type Named = keyof Amounts & string;

const line = (
  sign: ComputedLine['sign'],
  name: string,
  figure: Named,
  answer: Entitlement,
  note?: string,
): ComputedLine => ({ sign, name, figure, pence: answer[figure], ...(note === undefined ? {} : { note }) });

const total = (name: string, figure: Named, answer: Entitlement, note?: string): ComputedLine => ({
  ...line('=', name, figure, answer, note),
  isTotal: true,
});
