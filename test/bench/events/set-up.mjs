import { LINES, SHA, SHARE_BP, dayIn, lastDayIn, startOf } from './scene.mjs';

const OPENED = '2001-04-01';

/**
 * What is on record before the first year begins: who there is, a signed agreement of every practice for all years,
 * its budgets, and the finances of the PCTs. Steps of one day may be recorded in any order.
 * @param {import('./scene.mjs').Scene} scene
 * @returns {readonly { on: string, commands: readonly { key: string, command: string, with: object }[] }[]}
 */
export function setUpSteps(scene) {
  const { pcts, practices, years } = scene;
  const start = startOf(years[0]);
  const each = (command, items, withOf) =>
    items.map((item) => ({ key: `${item.code ?? item}/${command}`, command, with: withOf(item) }));
  const assigned = ({ code, pct }) => ({ practice: code, commissioner: pct, from: OPENED });
  return [
    { on: `${start}-03-03`, commands: [...registered(scene)] },
    {
      on: `${start}-03-04`,
      commands: each('AssignCommissioner', pcts, (commissioner) => ({ commissioner, to: SHA, from: OPENED })),
    },
    { on: `${start}-03-05`, commands: each('AssignPractice', practices, assigned) },
    { on: `${start}-03-14`, commands: each('ProposeAgreement', practices, (practice) => agreementOf(practice, years)) },
    {
      on: `${start}-03-24`,
      commands: practices.map((practice) => signing(practice, practice.code, 'Dr Agnes Thornbury')),
    },
    {
      on: `${start}-03-28`,
      commands: practices.map((practice) => signing(practice, practice.pct, 'Ms Iris Fairweather')),
    },
    { on: `${start}-04-24`, commands: years.flatMap((year) => practices.map((practice) => budget(practice, year))) },
    { on: `${start}-04-25`, commands: years.flatMap((year) => pcts.map((pct) => finance(pct, year, LIMIT))) },
    { on: `${start}-04-26`, commands: years.flatMap((year) => pcts.map((pct) => finance(pct, year, FUND))) },
  ];
}

function* registered({ pcts, practices }) {
  const one = (code, type, name) => ({
    key: `${code}/registered`,
    command: 'RegisterOrganisation',
    with: { code, type, name, opensOn: OPENED },
  });
  yield one(SHA, 'SHA', 'Benchmark Strategic Health Authority');
  for (const code of pcts) yield one(code, 'PCT', `Benchmark PCT ${code}`);
  for (const { code } of practices) yield one(code, 'PRACTICE', `Benchmark Surgery ${code}`);
}

const agreementOf = ({ code, pct }, years) => ({
  agreement: `AG-${code}`,
  commissioner: pct,
  holder: code,
  from: dayIn(years[0], 1, 1),
  to: lastDayIn(years.at(-1), 12),
  terms: { edition: 'DH-2006-PRACTICAL', shareBp: SHARE_BP },
});

const signing = ({ code }, organisation, signatory) => ({
  key: `${code}/signed-by/${organisation}`,
  command: 'SignAgreement',
  with: { agreement: `AG-${code}`, organisation, signatory },
});

/** Of a practice for a year. */
export const budget = ({ code, budget: amounts }, year) => ({
  key: `${code}/budget/${year}`,
  command: 'SetIndicativeBudget',
  with: {
    practice: code,
    year,
    method: 'BLENDED',
    lines: Object.fromEntries(LINES.map((line) => [line, amounts[line]])),
  },
});

const LIMIT = { command: 'SetResourceLimit', pence: 47_449_361_897, because: 'Initial allocation', recurrent: true };
const FUND = { command: 'SetReleaseFund', pence: 500_000_000 };

const finance = (commissioner, year, { command, ...fields }) => ({
  key: `${commissioner}/${command}/${year}`,
  command,
  with: { commissioner, year, ...fields },
});
