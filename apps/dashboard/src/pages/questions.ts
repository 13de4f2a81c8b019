import { isAskedByPost, isQuestionName, questionCatalogue, questionPath, type QuestionName } from '#contract';
import { address } from '../address.js';
import type { AnsweredFrom } from '../answers.js';
import { ApiProblem, queryOf, type Problem } from '../api.js';
import { answerShown } from '../asking/answer-shown.js';
import { controlsOf, givenIn, type Control } from '../asking/controls.js';
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

/** One question: its fields as a form, and below it the answer once they are given, or what is wrong with them. */
export async function questionPage(asked: Asked): Promise<Page> {
  const { query } = asked;
  const question = questionAt(asked.part('question'));
  const controls = controlsOf(question, query);
  const given = givenIn(question, query);
  const isWhole = Object.keys(given).length > 0 && controls.every(({ required, value }) => !required || value !== '');
  const isAsked = query.get('ask') !== undefined || isWhole;
  const page = {
    template: 'question.njk',
    title: questionCatalogue[question].summary,
    section: 'questions',
    breadcrumbs: [{ text: 'Questions', href: '/questions' }],
  } as const;
  const form = { action: asked.path, controls };
  if (!isAsked) return { ...page, model: { form } };
  try {
    const answer = await answered(asked, question, given);
    return {
      ...page,
      standing: standingOf(question, given, answer),
      model: {
        ...{ form, answer: answerShown(answer), paging: pagingOf(question, given, answer) },
        ...filesOf(question, given, answer),
      },
    };
  } catch (error) {
    if (!(error instanceof ApiProblem) || !TO_BE_CORRECTED.includes(error.problem.status)) throw error;
    const errors = new Map((error.problem.errors ?? []).map(({ field, message }) => [field, asTyped(message)]));
    const corrected = controlsOf(question, query, errors);
    return {
      ...page,
      status: error.problem.status,
      model: { form: { ...form, controls: corrected }, wrong: wrongIn(error.problem, corrected) },
    };
  }
}

/** Refusals of what was asked: the form is shown again with what is wrong. */
const TO_BE_CORRECTED: readonly number[] = [400, 404, 409, 422];

const wrongIn = ({ errors = [], detail, title }: Problem, controls: readonly Control[]) => {
  const elsewhere = errors.filter(({ field }) => controls.every(({ name }) => name !== field));
  return {
    fields: controls.filter(({ error }) => error !== undefined),
    elsewhere: errors.length === 0 ? [detail ?? title] : elsewhere.map(({ field, message }) => `${field} ${message}`),
  };
};

/** A page takes a day wherever the ledger wants a moment. */
const asTyped = (message: string): string =>
  message.replace('a moment as of RFC 3339, such as', 'a day such as 2007-11-14, or a moment such as');

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

/** What an answer says that it was made from; `upTo` is of the access log. */
const madeFrom = ({ knownAt, position, upTo }: Answer): Given => ({
  knownAt,
  position: String(position),
  ...(typeof upTo === 'number' ? { upTo: String(upTo) } : {}),
});

const standingOf = (question: QuestionName, given: Given, answer: Answer) => ({
  position: answer.position,
  clock: answer.clock,
  knownAt: answer.knownAt,
  ...(answer.asAt === undefined ? {} : { asAt: answer.asAt }),
  permanent: questionAddress(question, { ...given, ...madeFrom(answer) }),
  ...(given['knownAt'] === undefined && given['position'] === undefined
    ? {}
    : { latest: questionAddress(question, without(given, ['knownAt', 'position'])) }),
});

/** Where the pages of a long answer are: all of them are of one moment. */
function pagingOf(question: QuestionName, given: Given, answer: Answer) {
  const at = (after: Given) =>
    questionAddress(question, { ...without(given, ['after']), ...madeFrom(answer), ...after });
  const { next, rows } = answer as { readonly next?: unknown; readonly rows?: unknown };
  if (typeof next !== 'number' && given['after'] === undefined) return undefined;
  const before = Number(given['after'] ?? 0);
  const shown = Array.isArray(rows) ? rows.length : 0;
  const places = question === 'accessLog' ? `${shown} looks` : `Rows ${before + 1} to ${before + shown}`; // its after is no count
  return {
    shown: shown === 0 ? 'No more rows' : places,
    ...(given['after'] === undefined ? {} : { first: at({}) }),
    ...(typeof next === 'number' ? { next: at({ after: String(next) }) } : {}),
  };
}

const without = (given: Given, names: readonly string[]): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

const filesOf = (question: QuestionName, given: Given, answer: Answer) => {
  const path = `/api/v1/${questionPath(question)}`;
  const fields = { ...withInstants(given), ...madeFrom(answer) };
  return { csv: `${path}?${queryOf({ ...fields, format: 'csv' })}`, json: `${path}?${queryOf(fields)}` };
};
