import { ApiProblem, type FieldError, type Problem } from '../api.js';
import type { Page } from '../page.js';
import { NoSuchPage, WrongInput, type Asked } from '../request.js';
import { problemWords } from '../words/problems.js';

type Described = { readonly code: string; readonly title: string; readonly kind: string; readonly status: number };

/** What a refusal means: where the `type` of a problem leads. */
export async function problemDescriptionPage({ api, part }: Asked): Promise<Page> {
  const described = await api.find<Described>(`/problems/${encodeURIComponent(part('code'))}`);
  if (!described) throw new NoSuchPage(`there is no problem ${part('code')}`);
  return {
    template: 'problem-description.njk',
    title: described.title,
    section: 'help',
    breadcrumbs: [{ text: 'Help', href: '/help' }],
    model: { caption: `Problem ${described.code}`, ...described, words: problemWords(described.code, described.kind) },
  };
}

/** Seconds after which a page that cannot be shown yet asks again. */
const AGAIN_SECONDS = 2;

/** The page in place of one that cannot be shown. Of a defect it tells nothing but that there is one. */
export function troublePage(error: unknown, asked: Asked): Page {
  if (error instanceof NoSuchPage) return absent(error.message);
  if (error instanceof WrongInput) return wrong(asked, error.errors, error.message);
  if (!(error instanceof ApiProblem)) return defect();
  const { problem } = error;
  if (problem.status === 404) return absent(problem.detail ?? problem.title, problem);
  if (problem.status === 400) return wrong(asked, problem.errors ?? [], problem.detail ?? problem.title);
  if (problem.status === 503 || problem.status === 429) return notYet(problem);
  if (problem.status >= 500) return defect();
  return refused(problem);
}

const absent = (detail: string, problem?: Problem): Page => ({
  template: 'problem.njk',
  title: 'There is nothing here',
  status: 404,
  model: { detail, words: problemWords(problem?.code ?? 'NOT_FOUND', 'absent'), code: problem?.code },
});

const refused = (problem: Problem): Page => ({
  template: 'problem.njk',
  title: problem.title,
  status: problem.status,
  model: { detail: problem.detail, words: problemWords(problem.code, 'rule'), code: problem.code },
});

const defect = (): Page => ({
  template: 'problem.njk',
  title: 'Something went wrong',
  status: 500,
  model: {
    words: {
      means: 'The page could not be made. That is a fault of the ledger, not of yours, and nothing was changed by it.',
      todo: 'Try again. If it stays so, tell whoever runs the ledger which page it was.',
    },
  },
});

const notYet = (problem: Problem): Page => ({
  template: 'not-yet.njk',
  title: problem.code === 'NOT_YET' ? 'The lists are being built' : 'The ledger cannot answer now',
  status: 503,
  headers: { 'Retry-After': String(AGAIN_SECONDS), Refresh: String(AGAIN_SECONDS) },
  model: {
    detail: problem.detail,
    progress: progressIn(problem.detail ?? ''),
    words: problemWords(problem.code, 'unavailable'),
  },
});

const COUNTED = /(\d+) of (\d+)/;

/** How far the lists have come, where the problem says so. */
function progressIn(detail: string): { readonly counted: number; readonly all: number } | undefined {
  const [, counted, all] = COUNTED.exec(detail) ?? [];
  return counted === undefined ? undefined : { counted: Number(counted), all: Number(all) };
}

const LABELS: Readonly<Record<string, string>> = {
  year: 'Financial year',
  asAt: 'As at',
  knownAt: 'Known at',
  from: 'From',
  to: 'To',
  q: 'Search for',
  sort: 'Sorted by',
  position: 'Entry',
  after: 'Place in the list',
};

/** Every parameter of the address as a field with what was given, so that the wrong one can be corrected. */
function wrong({ path, query }: Asked, errors: readonly FieldError[], detail: string): Page {
  const given = query.all();
  const messages = new Map(errors.map(({ field, message }) => [field, message]));
  const names = [
    ...new Set([...Object.keys(given), ...errors.map(({ field }) => field).filter((name) => name in LABELS)]),
  ];
  const fields = names
    .filter((name) => !['after', 'page', 'start', 'path'].includes(name) || messages.has(name))
    .map((name) => ({
      name,
      label: LABELS[name] ?? name,
      value: given[name] ?? '',
      error: messages.get(name),
    }));
  return {
    template: 'wrong-input.njk',
    title: 'Something in the address is not as it must be',
    status: 400,
    model: {
      detail,
      action: path,
      fields,
      elsewhere: errors.filter(({ field }) => !names.includes(field)),
    },
  };
}
