import { questionCatalogue, type QuestionName } from '#contract';
import type { Derivation } from '#domain';
import type { Answer, Answers } from '#questions';
import { recordLines } from './record.js';
import { bridgeLines, entitlementLines, exposureLines, rollUpLines, whatIfLines } from './statement.js';
import { treeLines } from './tree.js';

type Reading<A> = { subject(answer: A): string; readonly lines: (answer: A) => readonly string[] };

const READINGS: { readonly [Q in QuestionName]?: Reading<Answers[Q]> } = {
  entitlement: { subject: ({ holder, year }) => `Entitlement of ${holder} for ${year}`, lines: entitlementLines },
  exposure: { subject: ({ commissioner, year }) => `Exposure of ${commissioner} for ${year}`, lines: exposureLines },
  rollUp: { subject: ({ of, year }) => `Roll-up of ${of} for ${year}`, lines: rollUpLines },
  bridge: {
    subject: ({ holder, year }) => `What moved the entitlement of ${holder} for ${year}`,
    lines: bridgeLines,
  },
  whatIf: { subject: ({ holder, year }) => `Supposed for ${holder} in ${year}`, lines: whatIfLines },
};

/** Of a question without a reading of its own: its fields line by line, and its rows as a table. */
const plain = (question: QuestionName): Reading<Answer> => ({
  subject: () => questionCatalogue[question].summary,
  lines: recordLines,
});

/** An answer as a statement that a person reads. */
export function answerLines(question: QuestionName, answer: Answer): readonly string[] {
  const { subject, lines } = (READINGS[question] ?? plain(question)) as Reading<Answer>;
  const { asAt, knownAt, position, clock } = answer;
  const { derivation } = answer as { readonly derivation?: readonly Derivation[] };
  return [
    subject(answer),
    `${asAt === undefined ? '' : `as at ${asAt}, `}known at ${knownAt}, position ${position}, ${clock} clock`,
    '',
    ...lines(answer),
    ...(derivation === undefined ? [] : ['', 'Derivation', ...treeLines(derivation, '  ')]),
  ];
}
