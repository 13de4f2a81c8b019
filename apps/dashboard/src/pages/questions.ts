import { isAskedByPost, isQuestionName, questionCatalogue, questionPath, type QuestionName } from '#contract';
import { address } from '../address.js';
import type { AnsweredFrom } from '../answers.js';
import { queryOf } from '../api.js';
import { answerShown } from '../asking/answer-shown.js';
import { controlsOf, givenIn } from '../asking/controls.js';
import { WHO_ASKS } from '../asking/who-asks.js';
import { momentMeant } from '../words/dates.js';
import type { Page } from '../page.js';
import { NoSuchPage, type Asked } from '../request.js';

const questionAddress = (question: QuestionName, fields: Readonly<Record<string, string>> = {}): string =>
  address(`/questions/${questionPath(question)}`, fields);

/** What people come to the ledger to ask, by who they are, each with the page that answers it. */
export const questionsPage = (): Page => ({
  template: 'questions.njk',
  title: 'What the ledger can be asked',
  section: 'questions',
  model: {
    groups: WHO_ASKS.map(({ who, asks }) => ({
      who,
      asks: asks.map(({ says, question, page }) => ({ says, href: page ?? questionAddress(question) })),
    })),
  },
});

/** One question: its fields as a form, and below it the answer once they are given. */
export async function questionPage(asked: Asked): Promise<Page> {
  const { query } = asked;
  const question = questionAt(asked.part('question'));
  const controls = controlsOf(question, query);
  const given = givenIn(question, query);
  const isAsked = query.get('ask') !== undefined || controls.every(({ required, value }) => !required || value !== '');
  const answer = isAsked && Object.keys(given).length > 0 ? await answered(asked, question, given) : undefined;
  return {
    template: 'question.njk',
    title: questionCatalogue[question].summary,
    section: 'questions',
    breadcrumbs: [{ text: 'Questions', href: '/questions' }],
    ...(answer ? { standing: standingOf(question, given, answer) } : {}),
    model: {
      form: { action: asked.path, controls },
      ...(answer ? { answer: answerShown(answer), ...filesOf(question, given, answer) } : {}),
    },
  };
}

type Answer = AnsweredFrom & Readonly<Record<string, unknown>>;
type Given = Readonly<Record<string, string>>;

function questionAt(path: string): QuestionName {
  const name = path.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (isQuestionName(name) && !isAskedByPost(name)) return name;
  throw new NoSuchPage(`there is no question ${path}`);
}

/** A date is meant as its end in London wherever an instant is wanted. */
const withInstants = (given: Given): Given =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      name === 'knownAt' || name === 'from' || name === 'to' ? (momentMeant(value) ?? value) : value,
    ]),
  );

const answered = ({ api }: Asked, question: QuestionName, given: Given): Promise<Answer> =>
  api.get<Answer>(`/api/v1/${questionPath(question)}`, withInstants(given));

const standingOf = (question: QuestionName, given: Given, { position, clock, knownAt, asAt }: Answer) => ({
  position,
  clock,
  knownAt,
  ...(asAt === undefined ? {} : { asAt }),
  permanent: questionAddress(question, { ...given, knownAt, position: String(position) }),
  ...(given['knownAt'] === undefined && given['position'] === undefined
    ? {}
    : { latest: questionAddress(question, without(given, ['knownAt', 'position'])) }),
});

const without = (given: Given, names: readonly string[]): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

const filesOf = (question: QuestionName, given: Given, { knownAt, position }: Answer) => {
  const path = `/api/v1/${questionPath(question)}`;
  const fields = { ...withInstants(given), knownAt, position: String(position) };
  return { csv: `${path}?${queryOf({ ...fields, format: 'csv' })}`, json: `${path}?${queryOf(fields)}` };
};
